output "database_name_in_dns" {
  description = "What the Deployment orders has as its PGHOST."
  value       = aws_route53_record.orders_db.fqdn
}

output "database_endpoint" {
  description = "Endpoint of the RDS instance behind that name."
  value       = aws_db_instance.orders.endpoint
}
