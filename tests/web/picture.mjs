// Small pictures: shrink a screenshot, write it, and say how far two of them are apart.

import { PNG } from "pngjs";

/** Pixels of the screenshot for one of the picture, each way. */
const SHRINK = 2;

/** Side of the blocks that are compared, in pixels of the picture: the edges of letters differ between machines. */
const BLOCK = 4;

/** How far the mean of a block may be off in one channel, of 255, and how many of a thousand blocks may be off by more. */
const BLOCK_TOLERANCE = 12;
const BLOCKS_PER_THOUSAND = 0.5;

/** Bits of a color that are kept, so that the files are small. */
const MASK = 0xf8;

/** Mean of each square of `side` pixels, channel by channel; squares at the edges may be cut. */
function squares({ width, height, data }, side) {
  const small = new PNG({ width: Math.ceil(width / side), height: Math.ceil(height / side) });
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const sum = [0, 0, 0];
      let count = 0;
      for (let py = y * side; py < Math.min(height, (y + 1) * side); py++) {
        for (let px = x * side; px < Math.min(width, (x + 1) * side); px++) {
          for (let c = 0; c < 3; c++) sum[c] += data[(py * width + px) * 4 + c];
          count += 1;
        }
      }
      const at = (y * small.width + x) * 4;
      for (let c = 0; c < 3; c++) small.data[at + c] = Math.round(sum[c] / count);
      small.data[at + 3] = 255;
    }
  }
  return small;
}

/** The picture of a screenshot (bytes of a PNG). */
export function shrink(screenshot) {
  const picture = squares(PNG.sync.read(Buffer.from(screenshot)), SHRINK);
  for (let n = 0; n < picture.data.length; n++) if (n % 4 !== 3) picture.data[n] &= MASK;
  return picture;
}

export const readPicture = (bytes) => PNG.sync.read(bytes);

export const writePicture = (picture) =>
  PNG.sync.write(picture, { colorType: 2, inputColorType: 6, deflateLevel: 9, filterType: -1 });

/** The row of every block that differs, among those above `end`, and how many of a thousand blocks that is. */
function blocksApart(actual, expected, end) {
  const [a, b] = [squares(actual, BLOCK), squares(expected, BLOCK)];
  const blocks = a.width * Math.min(a.height, Math.ceil(end / SHRINK / BLOCK));
  const rows = [];
  for (let n = 0; n < blocks; n++) {
    const near = [0, 1, 2].every((c) => Math.abs(a.data[n * 4 + c] - b.data[n * 4 + c]) <= BLOCK_TOLERANCE);
    if (!near) rows.push(Math.floor(n / a.width));
  }
  return { rows, perThousand: (1000 * rows.length) / blocks };
}

/** What differs in the first `end` pixels: the size, or where blocks do; empty if the pictures are near enough. */
export function differences(actual, expected, end = Infinity) {
  if (actual.width !== expected.width || actual.height !== expected.height) {
    const size = ({ width, height }) => `${width * SHRINK} × ${height * SHRINK} px`;
    return [`is ${size(actual)}, was ${size(expected)}`];
  }
  const { rows, perThousand } = blocksApart(actual, expected, end);
  if (perThousand <= BLOCKS_PER_THOUSAND) return [];
  const [top, bottom] = [Math.min(...rows), Math.max(...rows) + 1].map((row) => row * BLOCK * SHRINK);
  return [`${perThousand.toFixed(1)} of a thousand blocks differ, at most ${BLOCKS_PER_THOUSAND} may; between ${top} and ${bottom} px from the top`];
}

/** The two colors that cover most of a picture, and their shares. */
function grounds({ data }) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const most = [...counts].sort((x, y) => y[1] - x[1]).slice(0, 2);
  return most.filter(([, n]) => n > data.length / 40).map(([color]) => color);
}

/** For pictures of different texts: the colors of the ground must be the same. */
export function colorDifferences(actual, expected) {
  const hex = (color) => `#${color.toString(16).padStart(6, "0")}`;
  const near = (a, b) => [16, 8, 0].every((bit) => Math.abs(((a >> bit) & 255) - ((b >> bit) & 255)) <= 4);
  const found = grounds(actual);
  return grounds(expected)
    .filter((color) => !found.some((other) => near(color, other)))
    .map((color) => `the ground is no longer ${hex(color)} but ${found.map(hex).join(" and ")}`);
}

/** Part of a screenshot's pixels that are not of its commonest color. */
export function inkShare(screenshot) {
  const { data } = PNG.sync.read(Buffer.from(screenshot));
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const color = (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return 1 - Math.max(...counts.values()) / (data.length / 4);
}
