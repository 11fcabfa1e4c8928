"""Cuts a short stream from the demo film: two segments of four seconds, very small.

    pip install imageio-ffmpeg
    python tests/browser/stream/make.py

The files are kept beside it, so that no test needs an encoder.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
FILM = HERE.parents[2] / "static" / "film" / "film.mp4"
ENCODE = (
    "-t 8 -an -vf scale=160:90 -r 10 -g 40 -sc_threshold 0 -c:v libx264 -profile:v baseline "
    "-preset veryslow -crf 38 -map_metadata -1 -fflags +bitexact -flags:v +bitexact "
    "-f hls -hls_time 4 -hls_playlist_type vod -hls_segment_filename film%d.ts film.m3u8"
)


def make() -> None:
    """Write the playlist and its segments."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-ss", "10"]
    subprocess.run([*command, "-i", str(FILM), *ENCODE.split()], cwd=HERE, check=True)


if __name__ == "__main__":
    make()
