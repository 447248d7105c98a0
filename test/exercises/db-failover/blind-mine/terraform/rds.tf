# Multi-AZ: the standby in another zone has every committed write, and takes over under the same name.
resource "aws_db_instance" "orders" {
  identifier     = "orders"
  engine         = "postgres"
  instance_class = "db.m6g.large"
  multi_az       = true

  storage_encrypted               = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  backup_retention_period   = 14
  backup_window             = "02:00-03:00"
  maintenance_window        = "tue:03:30-tue:04:30"
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "orders-final"

  lifecycle {
    prevent_destroy = true
  }
}

# The name that the application connects by. Plan B in the runbook points it to another instance.
resource "aws_route53_record" "orders_db" {
  zone_id = var.internal_zone_id
  name    = "orders-db.acme.internal"
  type    = "CNAME"
  ttl     = 30
  records = [aws_db_instance.orders.address]

  lifecycle {
    ignore_changes = [records] # the runbook changes it in an emergency
  }
}

variable "internal_zone_id" {
  type        = string
  description = "The private hosted zone acme.internal"
}
