resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.m6g.large"
  multi_az                = false
  backup_retention_period = 0
  skip_final_snapshot     = true
}
