// A plain static file server that answers as GitHub Pages does.
//
// A folder gives its index.html, a folder without final slash redirects, anything missing gives 404.html
// with status 404. Text is compressed for those who ask. Names are compared byte for byte, whatever the file system of this machine does.

import { readFile } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { listFiles } from "./files.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml",
  ".atom": "application/atom+xml",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/vnd.microsoft.icon",
  ".pdf": "application/pdf",
  ".webmanifest": "application/manifest+json",
};

const isText = (type) => /^text\/|json|xml|javascript/.test(type);

/** Status, file (relative to the folder) and, for a redirect, location of the answer to a URL path. */
export function answer(files, base, pathname) {
  const missing = { status: 404, file: files.has("404.html") ? "404.html" : null };
  if (!pathname.startsWith(base)) return { status: 404, file: null };
  let path;
  try {
    path = decodeURIComponent(pathname.slice(base.length));
  } catch {
    return { status: 400, file: null };
  }
  if (files.has(path)) return { status: 200, file: path };
  if (path === "" || path.endsWith("/")) {
    return files.has(`${path}index.html`) ? { status: 200, file: `${path}index.html` } : missing;
  }
  if (files.has(`${path}/index.html`)) return { status: 301, file: null, location: `${pathname}/` };
  return missing;
}

/** Serves `dir` under `base` at a free port of the loopback address. */
export async function serve(dir, base = "/") {
  const files = new Set(listFiles(dir));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const { status, file, location } = answer(files, base, pathname);
    if (location) response.setHeader("location", location);
    if (file === null) {
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${status}\n`);
      return;
    }
    readFile(join(dir, file), (error, bytes) => {
      if (error) return response.writeHead(500).end(); // the folder went away with the last request
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.setHeader("content-type", type);
      let body = bytes;
      if (isText(type)) {
        response.setHeader("vary", "accept-encoding");
        if (/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
          response.setHeader("content-encoding", "gzip");
          body = gzipSync(bytes, { level: 6 });
        }
      }
      response.writeHead(status, { "content-length": body.length });
      response.end(request.method === "HEAD" ? undefined : body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: origin + base,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
