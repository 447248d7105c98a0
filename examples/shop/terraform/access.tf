data "aws_iam_policy_document" "worker" {
  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.invoices.arn]
  }

  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${module.invoices.arn}/*"]
  }
}

resource "aws_iam_policy" "worker" {
  name   = "shop-worker"
  policy = data.aws_iam_policy_document.worker.json
}

# Used by the deploy workflow. Tighten this once we know what it needs.
resource "aws_iam_policy" "deploy" {
  name = "shop-deploy"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "*"
      Resource = "*"
    }]
  })
}
