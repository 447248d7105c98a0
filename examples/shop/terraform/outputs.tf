output "database_endpoint" {
  description = "Host and port of Postgres."
  value       = aws_db_instance.shop.endpoint
}

output "queue_url" {
  description = "URL of the queue of invoices."
  value       = aws_sqs_queue.invoices.url
}
