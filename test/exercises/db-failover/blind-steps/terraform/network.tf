# The group of the running database. Its only ingress rule is what the runbook
# takes away to lock out an old primary.
resource "aws_security_group" "orders_db" {
  name        = "orders-db"
  description = "Orders database"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "orders_db" {
  security_group_id            = aws_security_group.orders_db.id
  referenced_security_group_id = var.node_security_group_id
  description                  = "PostgreSQL from the Kubernetes nodes"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

# Kept ready for an instance restored from backup, so that the new one can be
# opened while the old one is shut.
resource "aws_security_group" "orders_db_restore" {
  name        = "orders-db-restore"
  description = "Orders database restored from backup, see runbooks/db-failover.md"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "orders_db_restore" {
  security_group_id            = aws_security_group.orders_db_restore.id
  referenced_security_group_id = var.node_security_group_id
  description                  = "PostgreSQL from the Kubernetes nodes"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

# The name that the application connects to. A failover leaves it as it is (RDS
# moves its own endpoint, 5 seconds of TTL); only a restore points it elsewhere.
# The certificate bears the name of the endpoint: clients use sslmode=verify-ca.
resource "aws_route53_record" "orders_db" {
  zone_id = var.private_zone_id
  name    = "orders-db.example.internal"
  type    = "CNAME"
  ttl     = 10
  records = [aws_db_instance.orders.address]
}
