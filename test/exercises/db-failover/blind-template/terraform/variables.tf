variable "private_subnet_ids" {
  description = "Private subnets for the database, one in each of three availability zones"
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) >= 3
    error_message = "The primary, its standby and the replica need a zone each."
  }
}

variable "db_security_group_id" {
  description = "Security group that lets the cluster's nodes reach port 5432"
  type        = string
}

variable "private_zone_id" {
  description = "Route 53 zone internal.acme.example"
  type        = string
}

variable "oncall_sns_topic_arn" {
  description = "Topic whose messages end up in the Slack channel #orders-alerts"
  type        = string
}
