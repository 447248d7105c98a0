import { createServer } from 'node:http'
import pg from 'pg'

const database = new pg.Pool({ connectionString: process.env.DATABASE_URL })

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('ok')
  if (request.url !== '/products') return response.writeHead(404).end()
  const { rows } = await database.query('select id, name, price from products order by name')
  response.setHeader('content-type', 'application/json').end(JSON.stringify(rows))
}).listen(8080)
