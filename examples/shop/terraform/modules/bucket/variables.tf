variable "name" {
  description = "Name of the bucket."
  type        = string
}

variable "private" {
  description = "Nothing in the bucket can be made public."
  type        = bool
  default     = true
}

variable "versioned" {
  description = "Keep what is overwritten or deleted."
  type        = bool
  default     = false
}
