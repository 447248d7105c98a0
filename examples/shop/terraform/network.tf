module "vpc" {
  source = "terraform-aws-modules/vpc/aws"

  name             = "shop-${var.environment}"
  cidr             = "10.0.0.0/16"
  azs              = ["${var.region}a", "${var.region}b"]
  private_subnets  = ["10.0.0.0/20", "10.0.16.0/20"]
  database_subnets = ["10.0.32.0/24", "10.0.33.0/24"]
}

resource "aws_security_group" "database" {
  name_prefix = "shop-database-"
  description = "Postgres of the shop"
  vpc_id      = module.vpc.vpc_id

  ingress {
    description = "Postgres"
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = var.database_clients
  }
}

resource "aws_security_group" "bastion" {
  name_prefix = "shop-bastion-"
  description = "Jump host"
  vpc_id      = module.vpc.vpc_id

  ingress {
    description = "SSH"
    protocol    = "tcp"
    from_port   = 22
    to_port     = 22
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    description = "Everything in the network"
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["10.0.0.0/16"]
  }
}
