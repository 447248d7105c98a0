import pg from 'pg'

const database = new pg.Client({ connectionString: process.env.DATABASE_URL })
await database.connect()
await database.query('create table if not exists products (id serial primary key, name text not null, price integer not null)')
await database.end()
