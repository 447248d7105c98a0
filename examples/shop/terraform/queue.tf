resource "aws_sqs_queue" "invoices" {
  name                       = "shop-invoices"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
}
