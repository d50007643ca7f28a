//! Addresses of other languages for machines: hreflang, canonical addresses, sitemap.
