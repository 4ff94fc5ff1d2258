"""How far two colours stand apart, by WCAG 2.2."""

import numpy as np
from numpy.typing import NDArray


def linear_rgb(color: str) -> NDArray[np.float64]:
    part = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(color: str, ground: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted(float(linear_rgb(c) @ weights) for c in (color, ground))
    return (light + 0.05) / (dark + 0.05)
