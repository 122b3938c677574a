"""What an office counts beside its members: employers, the workforce that coverage is a share of, claims."""

from data.office import choices
from data.office.common import MONTH, PROGRAMME, REGION, count, rupiah
from data.office.model import Field, OfficeTable
from data.schema.model import Rule
from i18n import mark

EMPLOYER = OfficeTable(
    "employer",
    "Pemberi kerja",
    "Employers",
    "Pemberi kerja dan kepatuhannya per kelas ukuran.",
    "Employers and their compliance by size class.",
    ("region_code", "month", "size"),
    (
        REGION,
        MONTH,
        Field(
            "size",
            "Skala usaha",
            "Size",
            "choice",
            "Kelas ukuran usaha.",
            "Size class of the business.",
            required=True,
            choices=choices.SIZE,
        ),
        count(
            "registered",
            "Terdaftar",
            "Registered",
            "Pemberi kerja terdaftar.",
            "Registered employers.",
            unit="employers",
        ),
        count(
            "active", "Aktif", "Active", "Pemberi kerja aktif.", "Active employers.", unit="employers", required=True
        ),
        count(
            "pwbd",
            "PWBD",
            "Obliged, not registered (PWBD)",
            "Wajib tetapi belum mendaftar.",
            "Obliged to register and not registered.",
            unit="employers",
        ),
        count(
            "pds_workers",
            "PDS TK",
            "Partial: workers (PDS)",
            "Sebagian pekerja belum didaftarkan.",
            "Some workers left out.",
            unit="employers",
        ),
        count(
            "pds_wages",
            "PDS upah",
            "Partial: wages (PDS)",
            "Upah dilaporkan di bawah yang sebenarnya.",
            "Wages reported below the actual ones.",
            unit="employers",
        ),
        count(
            "pds_programmes",
            "PDS program",
            "Partial: programmes (PDS)",
            "Hanya sebagian program wajib.",
            "Only some of the obligatory programmes.",
            unit="employers",
        ),
        count(
            "warnings",
            "Surat peringatan",
            "Warnings",
            "Peringatan yang dikirim pada bulan ini.",
            "Warnings sent in the month.",
            unit="cases",
        ),
        count(
            "prosecutor_cases",
            "SKK",
            "Cases at the prosecutor",
            "Kasus yang diserahkan ke kejaksaan pada bulan ini.",
            "Cases handed to the prosecutor in the month.",
            unit="cases",
        ),
        rupiah(
            "recovered",
            "Iuran dipulihkan",
            "Recovered",
            "Rupiah yang dipulihkan pada bulan ini.",
            "Rupiah recovered in the month.",
        ),
    ),
    (Rule("active", "active <= registered", mark("is at most the registered"), mark("Correct one of the two.")),),
    {
        "region_code": "51.03",
        "month": "2026-01",
        "size": "small",
        "registered": 2150,
        "active": 1730,
        "pwbd": 410,
        "pds_workers": 95,
        "pds_wages": 60,
        "pds_programmes": 130,
        "warnings": 25,
        "prosecutor_cases": 3,
        "recovered": 84500000,
    },
)
OFFICE_WORKFORCE = OfficeTable(
    "office_workforce",
    "Basis tenaga kerja",
    "Workforce",
    """Penduduk bekerja yang menjadi pembagi cakupan, per basis. Basis tidak boleh dicampur: UCJ, Sakernas, dan potensi
    adalah tiga angka yang berbeda.""",
    "People whom coverage is a share of, by base. UCJ, Sakernas and potential are three different figures.",
    ("region_code", "month", "base"),
    (
        REGION,
        MONTH,
        Field(
            "base", "Basis", "Base", "choice", "Basis cakupan.", "Coverage base.", required=True, choices=choices.BASE
        ),
        count("formal", "Formal", "Formal", "Pekerja formal menurut BPS.", "Formal employed, by the classes of BPS."),
        count(
            "informal",
            "Informal",
            "Informal",
            "Pekerja informal menurut BPS.",
            "Informal employed, by the classes of BPS.",
        ),
        count(
            "total", "Jumlah", "Total", "Seluruh pekerja pada basis ini.", "All workers on this base.", required=True
        ),
        Field(
            "relative_error",
            "RSE",
            "Relative standard error",
            "share",
            "Galat baku relatif jumlah, jika diketahui; 0,02 berarti 2%.",
            "Relative standard error of the total, where known; 0.02 is 2%.",
            "share",
        ),
        Field(
            "weights",
            "Penimbang",
            "Weights",
            "text",
            "Penimbang survei, jika basis berasal dari survei.",
            "Weights of the survey, where the base is from one.",
        ),
        Field(
            "source",
            "Sumber",
            "Source",
            "text",
            "Dokumen atau lembaga asal angka.",
            "Document or body the figure is from.",
            required=True,
        ),
    ),
    (
        Rule(
            "total",
            "formal + informal = total",
            mark("is formal plus informal"),
            mark("Correct one of the three, or leave formal and informal empty."),
        ),
        Rule("relative_error", "relative_error < 1", mark("is below 1"), mark("Write 0.02 for 2 percent.")),
    ),
    {
        "region_code": "51.03",
        "month": "2026-01",
        "base": "ucj",
        "total": 310500,
        "source": "Kemendagri, laporan UCJ Januari 2026",
    },
)
CLAIM = OfficeTable(
    "claim",
    "Klaim",
    "Claims",
    "Klaim yang dibayar pada bulan ini per program.",
    "Claims paid in the month by programme.",
    ("region_code", "month", "programme"),
    (
        REGION,
        MONTH,
        PROGRAMME,
        count("cases", "Kasus", "Cases", "Jumlah klaim.", "Number of claims.", unit="cases", required=True),
        rupiah("amount", "Nilai klaim", "Amount", "Rupiah yang dibayar.", "Rupiah paid."),
    ),
    (),
    {"region_code": "51.03", "month": "2026-01", "programme": "JKM", "cases": 31, "amount": 1302000000},
)
