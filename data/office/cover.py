"""What local governments do: cover that a third party pays for, and regulations."""

from data.office import choices
from data.office.common import REGION, count, rupiah
from data.office.model import Field, OfficeTable
from data.schema.model import Rule
from i18n import mark

SPONSORED_COVER = OfficeTable(
    "sponsored_cover",
    "Pekerja rentan",
    "Sponsored cover",
    """Perlindungan yang iurannya dibayar pihak lain. Satu baris satu program bantuan; perlindungan berakhir pada bulan
    akhir, dan peserta keluar dari hitungan aktif menurut aturan tiga bulan.""",
    "Cover paid for by a third party, one row a scheme. It ends with its last month; the lapse rule says when the count falls.",
    ("region_code", "scheme", "worker_category", "funding_source", "start_month"),
    (
        REGION,
        Field(
            "scheme",
            "Program bantuan",
            "Scheme",
            "text",
            "Nama program atau SK.",
            "Name of the scheme or decree.",
            required=True,
        ),
        Field(
            "worker_category",
            "Kelompok pekerja",
            "Worker category",
            "choice",
            "Kelompok pekerja yang dilindungi.",
            "Group of workers covered.",
            required=True,
            choices=choices.WORKER_CATEGORY,
        ),
        Field(
            "funding_source",
            "Sumber dana",
            "Funding source",
            "choice",
            "Siapa yang membayar.",
            "Who pays.",
            required=True,
            choices=choices.FUNDING,
        ),
        count("people", "Orang", "People", "Jumlah orang yang dilindungi.", "People covered.", required=True),
        rupiah(
            "premium",
            "Iuran per bulan",
            "Premium per month",
            "Rupiah per orang per bulan.",
            "Rupiah a person and month.",
        ),
        Field(
            "start_month",
            "Bulan mulai",
            "Start month",
            "month",
            "Bulan pertama perlindungan.",
            "First month of cover.",
            required=True,
        ),
        Field(
            "end_month",
            "Bulan akhir",
            "End month",
            "month",
            "Bulan terakhir yang dibayar.",
            "Last month paid for.",
            required=True,
        ),
        rupiah("budget", "Anggaran", "Budget", "Anggaran seluruh masa.", "Budget of the whole time."),
    ),
    (
        Rule(
            "end_month",
            "end_month >= start_month",
            mark("is not before the start month"),
            mark("Correct one of the two."),
        ),
    ),
    {
        "region_code": "51.03",
        "scheme": "Nelayan Badung 2026",
        "worker_category": "fishers",
        "funding_source": "apbd_regency",
        "people": 2456,
        "premium": 16800,
        "start_month": "2026-01",
        "end_month": "2026-12",
        "budget": 495129600,
    },
)
COMMITMENT = OfficeTable(
    "commitment",
    "Regulasi",
    "Regulations",
    "Peraturan daerah tentang jaminan sosial ketenagakerjaan.",
    "Local regulations on employment social security.",
    ("region_code", "kind", "number", "year"),
    (
        REGION,
        Field(
            "kind",
            "Jenis",
            "Kind",
            "choice",
            "Jenis peraturan.",
            "Kind of regulation.",
            required=True,
            choices=choices.REGULATION_KIND,
        ),
        Field("number", "Nomor", "Number", "text", "Nomor peraturan.", "Number of the regulation.", required=True),
        Field("year", "Tahun", "Year", "year", "Tahun peraturan.", "Year of the regulation.", required=True),
        Field("subject", "Tentang", "Subject", "text", "Isi pokok.", "What it is about."),
        Field(
            "has_budget_clause",
            "Memuat anggaran",
            "Budget clause",
            "flag",
            'Isi "ya" jika memuat pasal anggaran.',
            "Write yes where it names a budget.",
        ),
    ),
    (Rule("year", "year between 1945 and 2100", mark("is a year"), mark("Write four digits.")),),
    {
        "region_code": "51.03",
        "kind": "Perbup",
        "number": "12",
        "year": 2024,
        "subject": "Perlindungan pekerja rentan",
        "has_budget_clause": "ya",
    },
)
