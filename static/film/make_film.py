"""Make the film: draw every picture in order, encode them, and write the texts beside it.

    python make_film.py                  everything, into this folder
    python make_film.py --text-only      captions, descriptions and transcript only
    python make_film.py --still 40 x.png one picture, to look at

The words and times come from `story`; drawing starts in `scene`. The same story always gives
the same pictures.
"""

from __future__ import annotations

import argparse
import subprocess
from pathlib import Path

import story
import words

HERE = Path(__file__).resolve().parent
RATE = 20
SIZE = (854, 480)
POSTER_AT = 31.5
ENCODE = (
    "-an -c:v libx264 -profile:v main -level 3.1 -pix_fmt yuv420p -preset veryslow -crf 34 -bf 8 "
    "-x264-params no-psy=1:aq-mode=1:aq-strength=0.6:qcomp=0.7 -g 400 -threads 1 "
    "-colorspace bt709 -color_primaries bt709 -color_trc bt709 "
    "-fflags +bitexact -flags:v +bitexact -map_metadata -1 -movflags +faststart"
)


def still(seconds: float, path: Path, quality: int = 72) -> None:
    """Draw the picture at a time into a PNG or JPEG file."""
    import scene  # the drawing library is needed only when something is drawn
    import skia

    surface = skia.Surface(*SIZE)
    surface.getCanvas().scale(SIZE[0] / scene.WIDTH, SIZE[1] / scene.HEIGHT)
    scene.picture(surface.getCanvas(), seconds)
    kind = skia.kPNG if path.suffix == ".png" else skia.kJPEG
    surface.makeImageSnapshot().save(str(path), kind, quality)


def film(path: Path) -> None:
    """Draw and encode the whole film into an MP4 file."""
    import imageio_ffmpeg
    import scene
    import skia

    size = f"{SIZE[0]}x{SIZE[1]}"
    source = f"-y -loglevel error -f rawvideo -pix_fmt rgba -s {size} -r {RATE} -i -"
    matrix = "-vf scale=out_color_matrix=bt709"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *f"{source} {matrix} {ENCODE}".split(), str(path)]
    surface = skia.Surface(*SIZE)
    surface.getCanvas().scale(SIZE[0] / scene.WIDTH, SIZE[1] / scene.HEIGHT)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        for number in range(round(story.LENGTH * RATE)):
            scene.picture(surface.getCanvas(), number / RATE)
            pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
            encoder.stdin.write(pixels.tobytes())
        encoder.stdin.close()
    if encoder.returncode:
        raise SystemExit(f"the encoder ended with {encoder.returncode}")


def main() -> None:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--into", type=Path, default=HERE, help="folder to write to")
    parser.add_argument("--text-only", action="store_true", help="write only the text files")
    parser.add_argument("--still", nargs=2, metavar=("SECONDS", "FILE"), help="draw one picture")
    asked = parser.parse_args()
    if asked.still:
        still(float(asked.still[0]), Path(asked.still[1]))
        return
    words.write(asked.into)
    if not asked.text_only:
        film(asked.into / "film.mp4")
        still(POSTER_AT, asked.into / "poster.jpg")


if __name__ == "__main__":
    main()
