"""What an office counts of its members every month: people, contributions, arrears."""

from data.office import choices
from data.office.common import MONTH, PROGRAMME, REGION, SEGMENT, count, rupiah
from data.office.model import Field, OfficeTable
from data.schema.model import Rule
from i18n import mark

_MEASURES = (
    count(
        "registered", "Terdaftar", "Registered", "Peserta aktif dan tidak aktif.", "Active and inactive participants."
    ),
    count(
        "active",
        "Aktif",
        "Active",
        "Terdaftar, belum keluar, menunggak kurang dari tiga bulan berturut-turut.",
        "Registered, not terminated, fewer than three consecutive unpaid months.",
        required=True,
    ),
    count(
        "new",
        "Baru",
        "New",
        "Baru pertama kali terdaftar pada bulan ini.",
        "Registered for the first time in the month.",
    ),
    count(
        "reactivated",
        "Aktif kembali",
        "Reactivated",
        "Tidak aktif bulan lalu, aktif bulan ini.",
        "Inactive the month before, active now.",
    ),
    count(
        "exits",
        "Keluar",
        "Exits",
        "Aktif bulan lalu, tidak aktif bulan ini.",
        "Active the month before, not active now.",
    ),
    count(
        "moved_in",
        "Pindah masuk",
        "Moved in",
        "Pindah dari wilayah atau segmen lain.",
        "Moved from another region or segment.",
    ),
    count(
        "moved_out",
        "Pindah keluar",
        "Moved out",
        "Pindah ke wilayah atau segmen lain.",
        "Moved to another region or segment.",
    ),
    count(
        "active_year_ago",
        "Aktif 12 bulan lalu",
        "Active 12 months ago",
        "Peserta aktif dua belas bulan sebelumnya.",
        "Active participants twelve months before.",
    ),
    count(
        "still_active",
        "Masih aktif",
        "Still active",
        "Dari yang aktif 12 bulan lalu, yang aktif sekarang.",
        "Of those active 12 months ago, those active now.",
    ),
)
_MEASURE_RULES = (
    Rule(
        "active",
        "active <= registered",
        mark("is at most the registered"),
        mark("Registered counts active and inactive participants."),
    ),
    Rule(
        "still_active",
        "still_active <= active_year_ago",
        mark("is at most the active of 12 months ago"),
        mark("Correct one of the two."),
    ),
    Rule(
        "still_active",
        "still_active <= active",
        mark("is at most the active of the month"),
        mark("Correct one of the two."),
    ),
)

MEMBERSHIP = OfficeTable(
    "membership",
    "Kepesertaan",
    "Membership",
    """Peserta per wilayah, bulan, dan segmen. Neraca: aktif = aktif bulan lalu + baru + aktif kembali + pindah masuk − keluar
    − pindah keluar.""",
    """Participants by region, month and segment. Balance: active = active of the month before + new + reactivated + moved in
    − exits − moved out.""",
    ("region_code", "month", "segment"),
    (REGION, MONTH, SEGMENT, *_MEASURES),
    _MEASURE_RULES,
    {
        "region_code": "51.03",
        "month": "2026-01",
        "segment": "BPU",
        "registered": 61200,
        "active": 40150,
        "new": 1310,
        "reactivated": 420,
        "exits": 1205,
        "moved_in": 15,
        "moved_out": 22,
        "active_year_ago": 36900,
        "still_active": 27400,
    },
)
PROGRAMME_MEMBERSHIP = OfficeTable(
    "programme_membership",
    "Kepesertaan program",
    "Programme membership",
    "Peserta per program. Jangan dijumlahkan antarprogram: seorang peserta ikut beberapa program.",
    "Participants by programme. Never summed over programmes: one person is in several.",
    ("region_code", "month", "segment", "programme"),
    (REGION, MONTH, SEGMENT, PROGRAMME, *_MEASURES),
    _MEASURE_RULES,
    {
        "region_code": "51.03",
        "month": "2026-01",
        "segment": "BPU",
        "programme": "JKK",
        "registered": 61200,
        "active": 40150,
    },
)
CONTRIBUTION = OfficeTable(
    "contribution",
    "Iuran",
    "Contributions",
    "Iuran per bulan iuran (BLTH), segmen, dan program, dalam rupiah penuh, bukan ribu atau juta.",
    "Contributions by the month they are for (BLTH), segment and programme, in whole rupiah, not thousands or millions.",
    ("region_code", "month", "segment", "programme"),
    (
        REGION,
        Field(
            "month",
            "BLTH",
            "Contribution month",
            "month",
            "Bulan iuran, bukan tanggal bayar.",
            "Month the contribution is for, not the day it was paid.",
            required=True,
        ),
        SEGMENT,
        PROGRAMME,
        rupiah("due", "Iuran seharusnya", "Due", "Iuran yang harus dibayar.", "What is to be paid.", required=True),
        rupiah(
            "received",
            "Iuran diterima",
            "Received",
            "Iuran yang diterima sampai saat ini.",
            "What has been paid by now.",
        ),
        rupiah(
            "received_on_time",
            "Diterima tepat waktu",
            "Received on time",
            "Diterima sampai tanggal jatuh tempo.",
            "What was paid by the due date.",
        ),
    ),
    (
        Rule(
            "received_on_time",
            "received_on_time <= received",
            mark("is at most the received"),
            mark("Correct one of the two."),
        ),
    ),
    {
        "region_code": "51.03",
        "month": "2026-01",
        "segment": "BPU",
        "programme": "JKK",
        "due": 401500000,
        "received": 377400000,
        "received_on_time": 301000000,
    },
)
ARREARS = OfficeTable(
    "arrears",
    "Tunggakan",
    "Arrears",
    "Tunggakan iuran pada akhir bulan, per segmen dan umur.",
    "Contributions due and unpaid at the end of the month, by segment and age.",
    ("region_code", "month", "segment", "age"),
    (
        REGION,
        MONTH,
        SEGMENT,
        Field(
            "age",
            "Umur tunggakan",
            "Age",
            "choice",
            "Bulan sejak jatuh tempo.",
            "Months since the due date.",
            required=True,
            choices=choices.ARREARS_AGE,
        ),
        rupiah("amount", "Tunggakan", "Arrears", "Rupiah yang belum dibayar.", "Rupiah not yet paid.", required=True),
    ),
    (),
    {"region_code": "51.03", "month": "2026-01", "segment": "PU", "age": "3-6", "amount": 915000000},
)
