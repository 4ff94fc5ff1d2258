# The service and the worker. Written with care and not built where this repository is made: there is no container
# engine there. The database is external (GIS_APP_DATABASE_URL).
FROM node:20-bookworm-slim AS web
WORKDIR /app
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN npm ci --prefix web --no-audit --no-fund
COPY web web
COPY layers layers
RUN npm run --prefix web build

FROM python:3.11-slim-bookworm
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home gis_app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY gis_app gis_app
COPY layers layers
COPY etl etl
COPY --from=web /app/web web
USER gis_app
EXPOSE 8000
CMD ["python", "-m", "gis_app", "serve"]
