"""Values that may stand in a cell of an office's workbook: as stored, in Bahasa Indonesia, in English."""

Choices = tuple[tuple[str, str, str], ...]

SEGMENT: Choices = (
    ("PU", "PU", "PU"),
    ("BPU", "BPU", "BPU"),
    ("JAKON", "Jakon", "Construction"),
    ("PMI", "PMI", "PMI"),
)
PROGRAMME: Choices = tuple((code, code, code) for code in ("JKK", "JKM", "JHT", "JP", "JKP"))
SIZE: Choices = (
    ("micro", "Mikro", "Micro"),
    ("small", "Kecil", "Small"),
    ("medium", "Menengah", "Medium"),
    ("large", "Besar", "Large"),
)
# Age of arrears. No official set of classes in force today was found; these follow the labels met in reports.
ARREARS_AGE: Choices = (
    ("0-3", "s.d. 3 bulan", "Up to 3 months"),
    ("3-6", "3 sampai 6 bulan", "3 to 6 months"),
    ("6-12", "6 sampai 12 bulan", "6 to 12 months"),
    ("12-24", "12 sampai 24 bulan", "12 to 24 months"),
    ("24+", "lebih dari 24 bulan", "Over 24 months"),
)
BASE: Choices = (
    ("ucj", "UCJ", "UCJ"),
    ("bps", "Sakernas", "Sakernas"),
    ("potential", "Potensi", "Potential"),
)
WORKER_CATEGORY: Choices = (
    ("fishers", "Nelayan", "Fishers"),
    ("farmers", "Petani", "Farmers"),
    ("adat_religious", "Pekerja adat dan keagamaan", "Customary and religious workers"),
    ("non_asn", "Non-ASN", "Non-civil-servant staff"),
    ("village_staff", "Perangkat desa, RT/RW", "Village staff"),
    ("election_workers", "Penyelenggara pemilu", "Election workers"),
    ("online_drivers", "Pengemudi daring", "Online drivers"),
    ("other", "Lainnya", "Other"),
)
FUNDING: Choices = (
    ("apbd_province", "APBD provinsi", "Provincial budget (APBD)"),
    ("apbd_regency", "APBD kabupaten/kota", "Regency budget (APBD)"),
    ("apbdes", "APBDes", "Village budget (APBDes)"),
    ("dbh_cht", "DBH CHT", "Tobacco excise share (DBH CHT)"),
    ("csr", "CSR", "CSR"),
    ("sertakan", "SERTAKAN", "SERTAKAN"),
    ("own", "Mandiri", "Own payment"),
)
REGULATION_KIND: Choices = (
    ("Perda", "Perda", "Perda (regional law)"),
    ("Pergub", "Pergub", "Pergub (governor)"),
    ("Perbup", "Perbup", "Perbup (regent)"),
    ("Perwali", "Perwali", "Perwali (mayor)"),
    ("Instruksi", "Instruksi", "Instruction"),
    ("Surat edaran", "Surat edaran", "Circular"),
)
LEVEL: Choices = (("province", "Provinsi", "Province"), ("regency", "Kabupaten/kota", "Regency or city"))
KIND_OF_REGION: Choices = (
    ("provinsi", "Provinsi", "Province"),
    ("kabupaten", "Kabupaten", "Regency"),
    ("kota", "Kota", "City"),
)
TARGET_KIND: Choices = (
    ("official", "Resmi", "Official"),
    ("plan", "Rencana", "Plan"),
    ("corporate", "Internal", "Corporate"),
    ("aspiration", "Aspirasi", "Aspiration"),
)
TARGET_BASE: Choices = (
    *BASE,
    ("plan", "Dokumen perencanaan", "Planning document"),
    ("unstated", "Tidak disebut", "Not stated"),
)
