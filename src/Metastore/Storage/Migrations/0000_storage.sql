CREATE INDEX IF NOT EXISTS commit_tokens_by_time ON commit_tokens (at);
