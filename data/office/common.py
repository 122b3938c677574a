"""Fields that several tables of an office have."""

from data.office import choices
from data.office.model import Field

REGION = Field(
    "region_code",
    "Wilayah",
    "Region",
    "region",
    "Kode Kemendagri dengan titik (51.03), atau nama lengkap dengan Kabupaten atau Kota.",
    "Kemendagri code with its dot (51.03), or the full name with Kabupaten or Kota.",
    required=True,
)
MONTH = Field(
    "month",
    "Bulan",
    "Month",
    "month",
    "Bulan data, keadaan akhir bulan.",
    "Month of the figure, as at its end.",
    required=True,
)
SEGMENT = Field(
    "segment",
    "Segmen",
    "Segment",
    "choice",
    "Segmen kepesertaan.",
    "Membership segment.",
    required=True,
    choices=choices.SEGMENT,
)
PROGRAMME = Field(
    "programme",
    "Program",
    "Programme",
    "choice",
    "Program. Seorang peserta bisa ikut beberapa program: jangan dijumlahkan antarprogram.",
    "Programme. One person may be in several: never summed over programmes.",
    required=True,
    choices=choices.PROGRAMME,
)


def count(
    name: str,
    heading_id: str,
    heading_en: str,
    about_id: str,
    about_en: str,
    *,
    unit: str = "people",
    required: bool = False,
) -> Field:
    """Give a field that counts whole things."""
    return Field(name, heading_id, heading_en, "count", about_id, about_en, unit, required)


def rupiah(
    name: str, heading_id: str, heading_en: str, about_id: str, about_en: str, *, required: bool = False
) -> Field:
    """Give a field of money."""
    return Field(name, heading_id, heading_en, "rupiah", about_id, about_en, "rupiah", required)
