variable "vpc_id" {
  description = "VPC of the orders database and of the Kubernetes nodes."
  type        = string
}

variable "database_subnet_ids" {
  description = "Private subnets of the database, in at least two availability zones. The standby needs the second."
  type        = list(string)

  validation {
    condition     = length(var.database_subnet_ids) >= 2
    error_message = "A standby in another zone needs at least two subnets."
  }
}

variable "node_security_group_id" {
  description = "Security group of the Kubernetes nodes on which the Deployment orders runs."
  type        = string
}

variable "private_zone_id" {
  description = "Route 53 private hosted zone example.internal."
  type        = string
}

variable "alerts_topic_arn" {
  description = "SNS topic that feeds the channel #orders-alerts."
  type        = string
}

variable "master_username" {
  description = "Administrator of the database. Must be the present one: a different name replaces the instance."
  type        = string
}

variable "storage_encrypted" {
  description = <<-EOT
    Encrypt the storage. A change of this value replaces the instance, which
    prevent_destroy refuses. Set false for as long as the running instance is
    unencrypted, and move it by an encrypted copy of a snapshot.
  EOT
  type        = bool
  default     = true
}
