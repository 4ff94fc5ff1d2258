"""What leaves the house: messages wait in an outbox and are sent by a job."""
