variable "region" {
  description = "Where everything runs."
  type        = string
  default     = "eu-central-1"
}

variable "environment" {
  description = "Name of the environment, for tags and names."
  type        = string
}

variable "domain" {
  description = "Host name of the shop."
  type        = string
  default     = "shop.quayside.example"
}

variable "database_clients" {
  description = "Networks that may connect to Postgres."
  type        = list(string)
  default     = ["10.0.0.0/16"]
}

variable "database_password" {
  description = "Password of the database's owner."
  type        = string
  default     = "anchors-aweigh-42"
}

variable "backup_retention_days" {
  description = "How long the database's daily backups are kept."
  default     = 1
}
