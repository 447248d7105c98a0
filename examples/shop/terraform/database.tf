resource "aws_db_instance" "shop" {
  identifier        = "shop-${var.environment}"
  engine            = "postgres"
  engine_version    = "16"
  instance_class    = "db.t4g.medium"
  allocated_storage = 50

  db_name  = "shop"
  username = "shop"
  password = var.database_password

  db_subnet_group_name   = module.vpc.database_subnet_group_name
  vpc_security_group_ids = [aws_security_group.database.id]

  backup_retention_period = var.backup_retention_days
  skip_final_snapshot     = true
}
