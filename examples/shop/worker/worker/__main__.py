"""Takes invoices from the queue, as HTML, and prints them."""
import os
import subprocess

import boto3

queue = boto3.resource("sqs").Queue(os.environ["QUEUE_URL"])
spool = os.environ["SPOOL_DIR"]

while True:
    for message in queue.receive_messages(WaitTimeSeconds=20):
        page, invoice = (os.path.join(spool, message.message_id + suffix) for suffix in (".html", ".pdf"))
        with open(page, "w", encoding="utf-8") as file:
            file.write(message.body)
        # Its sandbox does not start as root.
        subprocess.run(["chromium", "--headless", "--no-sandbox", f"--print-to-pdf={invoice}", page], check=True)
        message.delete()
