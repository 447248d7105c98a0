resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = var.private_subnet_ids
}

# The primary and its synchronous standby in another zone.
# runbooks/db-failover.md relies on: identifier, multi_az, backup_retention_period, the replica and the DNS record.
resource "aws_db_instance" "orders" {
  identifier = "orders"

  engine         = "postgres"
  engine_version = "16.6"
  instance_class = "db.m6g.large"

  allocated_storage     = 200
  max_allocated_storage = 1000
  storage_type          = "gp3"
  storage_encrypted     = true

  db_name                     = "orders"
  username                    = "orders_admin"
  manage_master_user_password = true

  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [var.db_security_group_id]
  publicly_accessible    = false
  multi_az               = true

  backup_retention_period  = 14
  backup_window            = "01:30-02:00"
  maintenance_window       = "tue:03:00-tue:03:30"
  copy_tags_to_snapshot    = true
  delete_automated_backups = false

  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-final"

  auto_minor_version_upgrade      = true
  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  lifecycle {
    prevent_destroy = true
  }
}

# Plan B of the runbook: asynchronous, promoted by hand when primary and standby are both gone.
resource "aws_db_instance" "orders_replica" {
  identifier          = "orders-replica"
  replicate_source_db = aws_db_instance.orders.identifier
  instance_class      = "db.m6g.large"

  storage_type           = "gp3"
  max_allocated_storage  = 1000
  storage_encrypted      = true
  vpc_security_group_ids = [var.db_security_group_id]
  publicly_accessible    = false
  # Once promoted it is the database, so it is a full one from the start
  multi_az                  = true
  backup_retention_period   = 14
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-replica-final"

  performance_insights_enabled = true

  lifecycle {
    prevent_destroy = true
    # Promoting it in the runbook takes it away from its source
    ignore_changes = [replicate_source_db]
  }
}

# The name that the application connects to. Short, as plan B and plan C of the runbook change it.
resource "aws_route53_record" "orders_db" {
  zone_id = var.private_zone_id
  name    = "orders-db.internal.acme.example"
  type    = "CNAME"
  ttl     = 15
  records = [aws_db_instance.orders.address]
}

resource "aws_db_event_subscription" "orders" {
  name             = "orders-db"
  sns_topic        = var.oncall_sns_topic_arn
  source_type      = "db-instance"
  source_ids       = [aws_db_instance.orders.identifier, aws_db_instance.orders_replica.identifier]
  event_categories = ["availability", "deletion", "failover", "failure", "low storage", "recovery"]
}
