/** A text of about so many lines in each language, made of parts that real files have. */
export const samples: { readonly [language: string]: { readonly path: string; readonly languageId: string; readonly make: (lines: number) => string; readonly edit: readonly [from: string, to: string] } } = {
  docker: {
    path: 'Dockerfile', languageId: 'dockerfile', edit: ['USER 10001', 'USER 1000'],
    make: (lines) => repeat(lines, 14, (i) => `FROM debian:12.9-slim AS stage${i}
ARG VERSION=1.${i}
ENV APP_HOME=/srv/app LOG_LEVEL=info
WORKDIR /srv/app
RUN apt-get update \\
 && apt-get install -y --no-install-recommends \\
    ca-certificates=2023* \\
    curl=7.* \\
 && rm -rf /var/lib/apt/lists/*
COPY --chown=10001:10001 package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force
EXPOSE ${8000 + i}
USER 10001
CMD ["node", "server.js"]
`),
  },
  kubernetes: {
    path: 'k8s/app.yaml', languageId: 'yaml', edit: ['replicas: 3', 'replicas: 4'],
    make: (lines) => repeat(lines, 50, (i) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web-${i}
  namespace: shop
  labels:
    app.kubernetes.io/name: web-${i}
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: web-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web-${i}
    spec:
      containers:
        - name: app
          image: registry.example.com/shop/web:1.${i}.0
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: info
          readinessProbe:
            httpGet:
              path: /readyz
              port: http
          resources:
            requests:
              cpu: 100m
              memory: 256Mi
            limits:
              memory: 256Mi
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
---
apiVersion: v1
kind: Service
metadata:
  name: web-${i}
  namespace: shop
spec:
  selector:
    app.kubernetes.io/name: web-${i}
  ports:
    - port: 80
      targetPort: http
---
`),
  },
  compose: {
    path: 'compose.yaml', languageId: 'yaml', edit: ['retries: 5', 'retries: 6'],
    make: (lines) => 'services:\n' + repeat(lines - 1, 25, (i) => `  web-${i}:
    image: registry.example.com/shop/web-${i}:1.${i}.0
    restart: unless-stopped
    ports:
      - "127.0.0.1:${8000 + i}:8080"
    environment:
      LOG_LEVEL: \${LOG_LEVEL:-info}
      DATABASE_URL: postgres://shop@db/shop
    volumes:
      - data-${i}:/var/lib/web
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://127.0.0.1:8080/healthz"]
      interval: 10s
      retries: 5
    deploy:
      resources:
        limits:
          memory: 256M
          cpus: "0.5"
          pids: 200
    read_only: true
    cap_drop: [ALL]
    security_opt:
      - no-new-privileges:true
    user: "10001:10001"
`) + 'volumes:\n' + repeat(lines - 1, 25, (i) => `  data-${i}:\n`),
  },
  terraform: {
    path: 'main.tf', languageId: 'terraform', edit: ['= 14', '= 15'],
    make: (lines) => repeat(lines, 38, (i) => `variable "name_${i}" {
  type    = string
  default = "shop-${i}"
}

resource "aws_s3_bucket" "data_${i}" {
  bucket = "\${var.name_${i}}-data"
  tags = {
    Name  = var.name_${i}
    Owner = "platform"
  }
}

resource "aws_db_instance" "main_${i}" {
  identifier              = var.name_${i}
  engine                  = "postgres"
  engine_version          = "16.3"
  instance_class          = "db.t4g.medium"
  allocated_storage       = 50
  storage_encrypted       = true
  multi_az                = true
  backup_retention_period = 14
  deletion_protection     = true
}

resource "aws_security_group" "web_${i}" {
  name = "\${var.name_${i}}-web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [for n in range(3) : cidrsubnet("10.0.0.0/16", 8, n)]
  }
}

`),
  },
  'github-actions': {
    path: '.github/workflows/ci.yml', languageId: 'yaml', edit: ['timeout-minutes: 10', 'timeout-minutes: 11'],
    make: (lines) => `name: ci\non:\n  push:\n    branches: [main]\n  pull_request:\npermissions:\n  contents: read\njobs:\n` + repeat(lines - 8, 20, (i) => `  build-${i}:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    env:
      NODE_ENV: test
    steps:
      - uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@0123456789abcdef0123456789abcdef01234567 # v4.1.0
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - name: Test
        run: |
          set -euo pipefail
          npm test -- --shard=${i}/10 | tee test.log
          echo "\${{ github.sha }} \${{ matrix.os }}" >> "$GITHUB_STEP_SUMMARY"

`),
  },
}

function repeat(lines: number, each: number, part: (i: number) => string): string {
  let text = ''
  for (let i = 0; i < Math.max(1, Math.round(lines / each)); i++) text += part(i)
  return text
}
