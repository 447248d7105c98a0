# What customers send us has to stay ours.
module "invoices" {
  source = "./modules/bucket"

  name      = "quayside-shop-${var.environment}-invoices"
  versioned = true
}

# Partners fetch their exports by URL.
module "exports" {
  source = "./modules/bucket"

  name    = "quayside-shop-${var.environment}-exports"
  private = false
}

resource "aws_s3_bucket" "images" {
  bucket = "quayside-shop-${var.environment}-images"
}

resource "aws_s3_bucket_versioning" "images" {
  bucket = aws_s3_bucket.images.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_ownership_controls" "images" {
  bucket = aws_s3_bucket.images.id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

resource "aws_s3_bucket_acl" "images" {
  bucket = aws_s3_bucket.images.id
  acl    = "public-read"

  depends_on = [aws_s3_bucket_ownership_controls.images]
}
