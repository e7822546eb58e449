# The service, without development tools. Build: docker build -t portcullis .
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# The officers' page, where this version has one.
RUN npm run build --if-present && mkdir -p dist

FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Node's own platform binaries are optional packages: the image brings its Node.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:24.21.0-bookworm-slim
# Volumes that are mounted here begin with this owner.
RUN install -d -o node -g node -m 700 /data /keys
WORKDIR /app
COPY package.json ./
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY matchers ./matchers
COPY src ./src
COPY config/*.json ./config/
ENV DATA_DIR=/data
USER node
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 8080) + '/readyz').then(reply => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: npm does not hand SIGTERM on. What is known of names lives long and is most of the heap: with V8's own limits it is
# copied and marked so often that on two cores one check of a hundred waits for it. What stands in buffers counts with it: by themselves they
# have all of it marked whenever they have grown by 64 MB, which a stream of crossings does in seconds. V8 would also
# collect everything at once, 0.2 s long, whenever little has grown old for a while, however many are waiting.
CMD ["node", "--max-semi-space-size=64", "--heap-growing-percent=400", "--external-memory-accounted-in-global-limit", "--no-memory-reducer", "src/main.ts"]
