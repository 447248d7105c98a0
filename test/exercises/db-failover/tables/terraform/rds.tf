resource "aws_db_instance" "orders" {
  identifier                          = "orders"
  engine                              = "postgres"
  engine_version                      = "17"
  instance_class                      = "db.m7g.large"
  allocated_storage                   = 100
  max_allocated_storage               = 500
  storage_encrypted                   = true
  username                            = "orders"
  manage_master_user_password         = true
  multi_az                            = true
  backup_retention_period             = 14
  copy_tags_to_snapshot               = true
  enabled_cloudwatch_logs_exports     = ["postgresql", "upgrade"]
  deletion_protection                 = true
  skip_final_snapshot                 = false
  final_snapshot_identifier           = "orders-final"
  publicly_accessible                 = false
}
