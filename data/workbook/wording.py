"""What the workbooks say by themselves, in the two languages of an office: the guide, the notes, the list of errors.

Not in the catalogue of translations: a workbook is read with its Indonesian headings, and both are written side by side.
"""

UNITS_ID = {
    "people": "orang",
    "employers": "pemberi kerja",
    "cases": "kasus",
    "rupiah": "rupiah",
    "share": "pangsa, 0 sampai 1",
    "share 0 to 1, or people": "pangsa 0 sampai 1, atau orang",
}
GUIDE = {
    "id": (
        (
            "Pengisian",
            "Isi hanya lembar yang datanya tersedia, mulai dari baris 3; baris 2 adalah contoh dan tidak dibaca.",
        ),
        (
            "Sel kosong",
            "Kolom berjudul tebal wajib diisi; sel lain boleh kosong, dan kosong berarti tidak diketahui, bukan nol.",
        ),
        (
            "Kode dan angka",
            (
                "Tulis kode wilayah dan bulan sebagai teks, misalnya 51.03 dan 2026-01, serta angka tanpa pemisah ribuan, "
                "misalnya 1250000."
            ),
        ),
        (
            "Kunci",
            "Setiap kunci hanya boleh muncul pada satu baris; kunci setiap lembar tercantum pada tabel di bawah.",
        ),
        (
            "Pengiriman",
            (
                "Kirim hanya baris yang baru atau berubah, lengkap dengan semua kolomnya, karena baris itu menggantikan "
                "seluruh isi baris lama dengan kunci yang sama."
            ),
        ),
        (
            "Penghapusan",
            'Untuk menghapus angka yang pernah dikirim, isi kunci barisnya dan tulis "ya" pada kolom Hapus.',
        ),
    ),
    "en": (
        (
            "Filling in",
            "Fill in only the sheets you have data for, from row 3 on; row 2 is an example and is not read.",
        ),
        (
            "Empty cells",
            "Columns with a bold heading are required; other cells may be empty, and empty means not known, never zero.",
        ),
        (
            "Codes and numbers",
            (
                "Write region codes and months as text, such as 51.03 and 2026-01, and numbers without separators, "
                "such as 1250000."
            ),
        ),
        ("Key", "Each key may stand on one row only; the table below gives the key of every sheet."),
        (
            "Sending",
            (
                "Send only rows that are new or changed, each with all its columns, because a row replaces the whole "
                "earlier row of the same key."
            ),
        ),
        ("Deleting", "To delete figures sent before, fill in the key of their row and write yes in the Delete column."),
    ),
}
TEMPLATE_WORDS = {
    "id": {
        "title": "Petunjuk pengisian data kantor",
        "sheet": "Lembar",
        "what": "Isi",
        "key": "Kunci",
        "lists": "Kode dan pilihan yang dapat diisikan. Lembar ini tidak perlu diubah.",
        "required": "* Wajib diisi.",
        "optional": "Boleh kosong.",
        "unit": "Satuan: {unit}.",
        "in_key": "Bagian dari kunci baris.",
        "choices": "Pilihan: {choices}.",
        "code": "Kode wilayah",
        "name": "Nama wilayah",
        "level": "Tingkat",
        "wrong": "Isian belum sesuai",
        "count": "Tulis bilangan bulat, 0 atau lebih, tanpa pemisah ribuan, misalnya 1250000. Kosongkan jika tidak diketahui.",
        "month": "Tulis tahun dan bulan dengan tanda hubung, misalnya 2026-01.",
        "year": "Tulis tahun dengan empat angka, misalnya 2026.",
        "share": "Tulis pangsa antara 0 dan 1, atau persen: 0,02 atau 2%. Kosongkan jika tidak diketahui.",
        "choice": "Pilih salah satu isian dari daftar.",
        "flag": 'Tulis "ya", atau kosongkan sel.',
        "region": "Isian ini bukan kode dalam daftar. Lanjutkan hanya untuk nama lengkap wilayah, atau untuk wilayah baru "
        "yang Anda tambahkan pada lembarnya.",
    },
    "en": {
        "title": "How to fill in the data of an office",
        "sheet": "Sheet",
        "what": "What it holds",
        "key": "Key",
        "lists": "Codes and choices that may be filled in. Nothing on this sheet needs changing.",
        "required": "* Required.",
        "optional": "May be empty.",
        "unit": "Unit: {unit}.",
        "in_key": "Part of the key of the row.",
        "choices": "Choices: {choices}.",
        "code": "Region code",
        "name": "Region name",
        "level": "Level",
        "wrong": "This entry does not fit",
        "count": "Write a whole number, 0 or more, without separators, such as 1250000. Leave it empty when not known.",
        "month": "Write year and month with a hyphen, such as 2026-01.",
        "year": "Write the year with four digits, such as 2026.",
        "share": "Write a share between 0 and 1, or a percentage: 0.02 or 2%. Leave it empty when not known.",
        "choice": "Choose one of the list.",
        "flag": "Write yes, or leave the cell empty.",
        "region": "This is not a code of the list. Go on only for the full name of a region, or for a new region that you "
        "add on its sheet.",
    },
}
ERROR_WORDS = {
    "id": {
        "title": "Daftar kesalahan: {count}",
        "cut": "Yang tercantum hanya {listed} yang pertama.",
        "cell": "Sel",
        "sheet": "Lembar",
        "row": "Baris",
        "column": "Kolom",
        "value": "Isi sel",
        "rule": "Aturan",
        "remedy": "Perbaikan",
    },
    "en": {
        "title": "List of errors: {count}",
        "cut": "Only the first {listed} are listed.",
        "cell": "Cell",
        "sheet": "Sheet",
        "row": "Row",
        "column": "Column",
        "value": "Value",
        "rule": "Rule",
        "remedy": "Remedy",
    },
}
