// A PDF's pages as pdf.js (Firefox) and PDFium (Chromium) show them:
//   node render.mjs FILE.pdf FOLDER DPI        FOLDER/pdfjs-1.png …, FOLDER/pdfium-1.png …
import { readFileSync, writeFileSync } from 'node:fs';
import { createCanvas, ImageData } from '@napi-rs/canvas';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';

const [, , file, folder, dpi] = process.argv;
const scale = Number(dpi) / 72;

const shown = await pdfjs.getDocument({ data: new Uint8Array(readFileSync(file)) }).promise;
for (let i = 1; i <= shown.numPages; ++i) {
  const page = await shown.getPage(i);
  const viewport = page.getViewport({ scale });
  const { canvas, context } = shown.canvasFactory.create(
    Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvasContext: context, viewport }).promise;
  writeFileSync(`${folder}/pdfjs-${i}.png`, canvas.toBuffer('image/png'));
}

const library = await PDFiumLibrary.init();
const pages = await library.loadDocument(readFileSync(file));
let number = 0;
for (const page of pages.pages()) {
  const { data, width, height } = await page.render({
    scale, colorSpace: 'BGRA', render: (picture) => Promise.resolve(picture.data) });
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').putImageData(
    new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  writeFileSync(`${folder}/pdfium-${++number}.png`, canvas.toBuffer('image/png'));
}
pages.destroy();
library.destroy();
