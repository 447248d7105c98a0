# PostgreSQL of the orders service: one RDS instance with a synchronous standby
# in a second availability zone. What to do when the primary dies is written in
# ../runbooks/db-failover.md; the names below are used there, so change both.

resource "aws_db_subnet_group" "orders" {
  name       = "orders-db"
  subnet_ids = var.database_subnet_ids
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders-postgres16"
  family = "postgres16"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # A commit is answered only once it is on disk. Never "off": that would lose
  # orders in a failover that customers have already seen confirmed.
  parameter {
    name  = "synchronous_commit"
    value = "on"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  engine_version = "16" # minor version: see auto_minor_version_upgrade
  instance_class = "db.m6g.large"

  allocated_storage     = 100
  max_allocated_storage = 500 # grows by itself; a full disk is not cured by a failover
  storage_type          = "gp3"
  storage_encrypted     = var.storage_encrypted

  username                    = var.master_username
  manage_master_user_password = true

  # Failover: a synchronous standby in another zone.
  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.orders_db.id]
  parameter_group_name   = aws_db_parameter_group.orders.name
  publicly_accessible    = false

  # Backups: 14 days, with recovery to any point within them.
  backup_retention_period  = 14
  backup_window            = "01:00-01:30"
  delete_automated_backups = false
  copy_tags_to_snapshot    = true

  # Not deleted by accident: AWS refuses, Terraform refuses, and if both are
  # switched off on purpose a last snapshot stays.
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-final"

  auto_minor_version_upgrade = true
  maintenance_window         = "tue:02:00-tue:02:30"
  apply_immediately          = false

  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  tags = {
    service = "orders"
    owner   = "team-orders"
    runbook = "runbooks/db-failover.md"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# RDS tells the channel when it fails over by itself.
resource "aws_db_event_subscription" "orders" {
  name             = "orders-db"
  sns_topic        = var.alerts_topic_arn
  source_type      = "db-instance"
  source_ids       = [aws_db_instance.orders.identifier]
  event_categories = ["availability", "failover", "failure", "low storage", "recovery"]
}
