"""Office abbreviations, folded, and what they stand for. "tt" is missing on purpose: thị trấn or thông tư."""

from __future__ import annotations

MEANINGS = {
    "antt": "an ninh trat tu",
    "attp": "an toan thuc pham",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "cccd": "can cuoc cong dan",
    "cchc": "cai cach hanh chinh",
    "dtxd": "dau tu xay dung",
    "dvc": "dich vu cong",
    "gcn": "giay chung nhan",
    "gpmb": "giai phong mat bang",
    "hdnd": "hoi dong nhan dan",
    "kntc": "khieu nai to cao",
    "kp": "khu pho",
    "mttq": "mat tran to quoc",
    "nsnn": "ngan sach nha nuoc",
    "ntm": "nong thon moi",
    "nvqs": "nghia vu quan su",
    "pakn": "phan anh kien nghi",
    "pccc": "phong chay chua chay",
    "qsdd": "quyen su dung dat",
    "tdc": "tai dinh cu",
    "tdp": "to dan pho",
    "tthc": "thu tuc hanh chinh",
    "ubmttq": "uy ban mat tran to quoc",
    "ubnd": "uy ban nhan dan",
    "vsmt": "ve sinh moi truong",
}
