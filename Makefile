# Two commands do everything: `make run` and `make test`.
.PHONY: run test check bench lock

run: ## install what is missing, start PostGIS, load the demo, serve http://127.0.0.1:8000 (PORT overrides)
	@scripts/run

test: ## install and run every test
	@scripts/test

check: ## form only: ruff, mypy, import order, TypeScript
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache | tail -n 3
	@npm run --prefix web --silent typecheck

bench: ## measure; the latest output stands in docs/benchmarks.md
	@scripts/setup test
	@npm ci --prefix tests/audit --no-audit --no-fund --silent
	@.venv/bin/python -m tests.benchmarks

lock: ## write the lock files anew from pyproject.toml and web/package.json
	@.venv/bin/python -m piptools compile --quiet --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --no-header -o requirements.txt pyproject.toml
	@.venv/bin/python -m piptools compile --quiet --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras --no-header --extra dev -o requirements-dev.txt pyproject.toml
	@npm install --prefix web --package-lock-only --no-audit --no-fund
	@npm install --prefix tests/audit --package-lock-only --no-audit --no-fund
