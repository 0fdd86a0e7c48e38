"""Draw the sample's pictures and make its tune and film, into src/luatsong/samplesite/media/.

Everything is drawn and composed here; nothing is taken from elsewhere. Needs pango (as the product
does for print), espeak-ng and ffmpeg; the results are kept in the repository, so that a fresh
machine needs none of them.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import soundfile
import weasyprint
from PIL import Image

MEDIA = Path(__file__).resolve().parents[1] / "src" / "luatsong" / "samplesite" / "media"
SKY, GROUND, SEA, SAND = "#dbeafe", "#c7dfb4", "#7cc4d8", "#f3e3b3"
SKIN, HAIR = "#e8b58f", "#2b2320"
RATE = 22050


def person(
    x: float,
    y: float,
    shirt: str,
    *,
    hair: str = HAIR,
    mood: str = "calm",
    arm: str = "down",
    long: bool = False,
) -> str:
    """A figure with its feet at x, y; mood: calm, cross, glad; arm: down, left, right, both."""
    mouth = {
        "calm": f"M{x - 9},{y - 150} h18",
        "cross": f"M{x - 10},{y - 146} q10,-9 20,0",
        "glad": f"M{x - 11},{y - 153} q11,12 22,0",
    }[mood]
    brows = (
        f'<path d="M{x - 16},{y - 178} l11,5 M{x + 16},{y - 178} l-11,5" stroke="{HAIR}" '
        'stroke-width="3"/>'
        if mood == "cross"
        else ""
    )
    reach = {
        "down": f"M{x - 26},{y - 120} l-12,60 M{x + 26},{y - 120} l12,60",
        "left": f"M{x - 24},{y - 116} l-62,-14 M{x + 26},{y - 120} l12,60",
        "right": f"M{x - 26},{y - 120} l-12,60 M{x + 24},{y - 116} l62,-14",
        "both": f"M{x - 24},{y - 116} l-50,26 M{x + 24},{y - 116} l50,26",
    }[arm]
    locks = (
        f'<path d="M{x - 35},{y - 104} v-56 a35,36 0 0 1 70,0 v56 q-9,9 -18,0 v-40 h-34 v40 '
        f'q-9,9 -18,0" fill="{hair}"/>'
        if long
        else ""
    )
    eyes = "".join(f'<circle cx="{x + off}" cy="{y - 164}" r="3.4"/>' for off in (-10, 10))
    return (
        f'{locks}<path d="M{x - 13},{y} v-62 h26 v62" fill="none" stroke="#34495e" '
        'stroke-width="16"/>'
        f'<path d="{reach}" fill="none" stroke="{SKIN}" stroke-width="13" stroke-linecap="round"/>'
        f'<rect x="{x - 30}" y="{y - 130}" width="60" height="76" rx="20" fill="{shirt}"/>'
        f'<circle cx="{x}" cy="{y - 162}" r="31" fill="{SKIN}"/>'
        f'<path d="M{x - 32},{y - 166} a32,33 0 0 1 64,0 q-32,-18 -64,0" fill="{hair}"/>'
        f'{eyes}{brows}<path d="{mouth}" fill="none" stroke="#7a2e1f" stroke-width="3.4" '
        'stroke-linecap="round"/>'
    )


def fence(x: float, y: float, *, flowers: bool = False) -> str:
    """Five pales and a rail; with flowers when peace is made."""
    pales = "".join(
        f'<path d="M{x + i * 26},{y} v-84 l9,-14 l9,14 v84 z" fill="#a9793f"/>' for i in range(5)
    )
    rail = f'<rect x="{x - 8}" y="{y - 62}" width="140" height="11" fill="#8a5f2d"/>'
    blooms = "".join(
        f'<circle cx="{x + 8 + i * 24}" cy="{y - 92 + (i % 2) * 26}" r="10" fill="#e0527a"/>'
        f'<circle cx="{x + 8 + i * 24}" cy="{y - 92 + (i % 2) * 26}" r="4" fill="#ffe066"/>'
        for i in range(6)
    )
    return pales + rail + (blooms if flowers else "")


def house(x: float, y: float, wall: str, roof: str) -> str:
    """A small house with a door and a window."""
    return (
        f'<rect x="{x}" y="{y - 130}" width="170" height="130" fill="{wall}"/>'
        f'<path d="M{x - 18},{y - 130} l103,-74 l103,74 z" fill="{roof}"/>'
        f'<rect x="{x + 24}" y="{y - 82}" width="44" height="82" fill="#7b5132"/>'
        f'<rect x="{x + 98}" y="{y - 92}" width="46" height="42" fill="#fff" stroke="#7b5132" '
        'stroke-width="5"/>'
    )


def village() -> str:
    """Sky, fields and two houses."""
    return (
        f'<rect width="800" height="600" fill="{SKY}"/><circle cx="690" cy="92" r="46" '
        f'fill="#ffd65c"/><path d="M0,360 q200,-70 400,-10 t400,-20 v270 H0 z" fill="{GROUND}"/>'
        + house(50, 400, "#f6e7cf", "#b5533c")
        + house(570, 400, "#e8eef6", "#4a6fa5")
    )


def table() -> str:
    """A table with a teapot, cups and a sheet of paper."""
    return (
        '<rect x="270" y="430" width="260" height="18" rx="6" fill="#8a5f2d"/>'
        '<path d="M300,448 v92 M500,448 v92" stroke="#8a5f2d" stroke-width="14"/>'
        '<ellipse cx="345" cy="414" rx="26" ry="20" fill="#3f6f8f"/>'
        '<path d="M370,410 q22,-8 22,-22" fill="none" stroke="#3f6f8f" stroke-width="8"/>'
        '<rect x="410" y="402" width="86" height="28" fill="#fff" stroke="#999" '
        'transform="skewX(-8) translate(58 0)"/>'
    )


def strip() -> dict[str, str]:
    """The four pictures of "hòa giải ở cơ sở"."""
    fence_low = fence(335, 540)
    return {
        "tranh-1.png": village()
        + fence_low
        + person(240, 540, "#c0392b", hair="#8d8d8d", mood="cross", arm="right")
        + person(570, 540, "#2e7d5b", mood="cross", arm="left"),
        "tranh-2.png": village()
        + person(200, 540, "#c0392b", hair="#8d8d8d", mood="cross")
        + person(400, 550, "#6b4fa0", long=True, hair="#d9d9d9", mood="calm", arm="both")
        + person(600, 540, "#2e7d5b", mood="cross"),
        "tranh-3.png": village()
        + person(215, 550, "#c0392b", hair="#8d8d8d", arm="right")
        + person(400, 500, "#6b4fa0", long=True, hair="#d9d9d9", mood="glad")
        + person(590, 550, "#2e7d5b", arm="left")
        + table(),
        "tranh-4.png": village()
        + fence(335, 540, flowers=True)
        + person(262, 540, "#c0392b", hair="#8d8d8d", mood="glad", arm="right")
        + person(540, 540, "#2e7d5b", mood="glad", arm="left")
        + f'<circle cx="400" cy="412" r="13" fill="{SKIN}"/>'
        + f'<path d="M320,420 L400,412 L482,420" stroke="{SKIN}" stroke-width="13" fill="none"/>',
        "ba-men.png": f'<rect width="800" height="600" fill="{SKY}"/>'
        + f'<g transform="translate(-760 -470) scale(2.9)">'
        f"{person(400, 430, '#6b4fa0', long=True, hair='#d9d9d9', mood='glad')}</g>",
        "ong-tu.png": '<rect width="800" height="600" fill="#fde8d7"/>'
        + f'<g transform="translate(-760 -470) scale(2.9)">'
        f"{person(400, 430, '#c0392b', hair='#8d8d8d', mood='cross')}</g>",
        "anh-quy.png": '<rect width="800" height="600" fill="#dff3e6"/>'
        + f'<g transform="translate(-760 -470) scale(2.9)">'
        f"{person(400, 430, '#2e7d5b')}</g>",
        "chi-lanh.png": '<rect width="800" height="600" fill="#fdf3c9"/>'
        + f'<g transform="translate(-760 -470) scale(2.9)">'
        f"{person(400, 430, '#d17b00', mood='glad', long=True)}</g>",
        "hon-nhan.png": island(),
    }


def island() -> str:
    """The island Hòn Nhạn with a boat and a bin."""
    return (
        f'<rect width="800" height="600" fill="{SKY}"/><circle cx="130" cy="100" r="48" '
        f'fill="#ffd65c"/><rect y="300" width="800" height="300" fill="{SEA}"/>'
        f'<path d="M360,330 q60,-190 170,-120 q60,-80 130,10 q70,20 90,110 z" fill="#7fae68"/>'
        f'<ellipse cx="560" cy="336" rx="230" ry="26" fill="{SAND}"/>'
        '<path d="M60,420 h250 l-36,62 H104 z" fill="#9c4a2f"/>'
        '<rect x="150" y="352" width="96" height="68" fill="#f6e7cf"/>'
        '<rect x="262" y="386" width="34" height="34" fill="#2e7d5b"/>'
        '<text x="279" y="412" font-size="26" text-anchor="middle" fill="#fff">♻</text>'
        + "".join(
            f'<path d="M{40 + i * 120},{530 + (i % 2) * 26} q22,-18 44,0 t44,0" fill="none" '
            'stroke="#fff" stroke-width="6"/>'
            for i in range(6)
        )
    )


def draw(inner: str, words: str = "") -> Image.Image:
    """A picture of 800 by 600 pixels; with a caption underneath when words are given."""
    caption = (
        f'<p style="margin:0;height:120px;background:#123a5e;color:#fff;font:700 34px/60px '
        f'Noto Sans, sans-serif;text-align:center">{words}</p>'
        if words
        else ""
    )
    html = (
        f"<style>@page{{size:800px {720 if words else 600}px;margin:0}}body{{margin:0}}"
        'svg{display:block}</style><svg xmlns="http://www.w3.org/2000/svg" width="800" '
        f'height="600" viewBox="0 0 800 600">{inner}</svg>{caption}'
    )
    pdf = weasyprint.HTML(string=html).write_pdf()
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    return page.render(scale=800 / page.get_width()).to_pil().convert("RGB")


def tune() -> np.ndarray:
    """Half a minute in two-four time on the five tones C D E G A, as plucked strings."""
    tones = {"C": 262, "D": 294, "E": 330, "G": 392, "A": 440, "c": 523, "-": 0}
    lines = ("G G A G E D C - ", "E E G E D C D - ", "G A c A G E G - ", "E D C D E D C - ") * 2
    beat = int(RATE * 0.45)
    parts = []
    for note in "".join(lines).split():
        t = np.arange(beat) / RATE
        f = tones[note]
        wave = sum(np.sin(2 * np.pi * f * k * t) / k**1.6 for k in range(1, 6)) if f else t * 0
        parts.append(np.asarray(wave) * np.exp(-4.2 * t))
    whole = np.concatenate(parts)
    return (0.5 * whole / np.abs(whole).max()).astype("float32")


def film(scenes: Sequence[tuple[str, str]], target: Path) -> None:
    """Still pictures with captions, each as long as its words are read aloud."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        parts = []
        for at, (inner, words) in enumerate(scenes):
            still, voice, part = (room / f"{at}.{end}" for end in ("png", "wav", "mp4"))
            draw(inner, words).save(still)
            subprocess.run(["espeak-ng", "-v", "vi", "-s", "145", "-w", voice, words], check=True)
            sight = ["-loop", "1", "-framerate", "5", "-i", str(still)]
            sound = ["-i", str(voice), "-af", "apad=pad_dur=0.8", "-shortest"]
            coded = ["-c:v", "libx264", "-crf", "34", "-pix_fmt", "yuv420p", "-vf", "scale=640:-2"]
            heard = ["-c:a", "aac", "-b:a", "40k", "-ac", "1", str(part)]
            ffmpeg(*sight, *sound, *coded, *heard)
            parts.append(f"file '{part}'\n")
        listing = room / "list.txt"
        listing.write_text("".join(parts))
        joined = ["-f", "concat", "-safe", "0", "-i", str(listing), "-c", "copy"]
        ffmpeg(*joined, "-movflags", "+faststart", str(target))


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg; CalledProcessError where it fails."""
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", *arguments], check=True)


def chapters() -> None:
    """The chapters of the sample's audio book, read by the machine from their own words."""
    items = tomllib.loads((MEDIA.parent / "items" / "citizens.toml").read_text("utf-8"))["item"]
    for block in (block for item in items for block in item["body"]):
        if not block.get("audio", "").startswith("chuong"):
            continue
        with tempfile.NamedTemporaryFile(suffix=".wav") as raw:
            spoken = f"{block['title']}. {block['transcript']}"
            subprocess.run(
                ["espeak-ng", "-v", "vi", "-s", "150", "-w", raw.name, spoken], check=True
            )
            sound, rate = soundfile.read(raw.name, dtype="float32")
        soundfile.write(
            MEDIA / block["audio"],
            sound,
            rate,
            format="MP3",
            bitrate_mode="CONSTANT",
            compression_level=0.85,
        )


def main() -> int:
    MEDIA.mkdir(parents=True, exist_ok=True)
    chapters()
    pictures = strip()
    for name, inner in pictures.items():
        small = draw(inner).quantize(64, dither=Image.Dither.NONE)
        small.save(MEDIA / name, optimize=True)
    soundfile.write(MEDIA / "bai-hat.mp3", tune(), RATE, format="MP3")
    words = (
        "Ra đảo Hòn Nhạn, xin đừng mang túi ni lông.",
        "Không hộp xốp, không ống hút nhựa.",
        "Trên tàu có thùng rác.",
        "Đến cầu cảng, chủ tàu bàn giao rác.",
        "Biển sạch là nhà của chúng ta.",
    )
    film([(island(), each) for each in words], MEDIA / "hon-nhan.mp4")
    return 0


if __name__ == "__main__":
    sys.exit(main())
