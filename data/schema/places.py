"""Places: regions, the offices that serve them, who borders whom, and what an old province is made of today."""

from data.schema.model import DATE, NUMBER, WHOLE, Column, Rule, Table

REGION_CODE = r"regexp_full_match({0}, 'ID|KW-[A-Z]+|\d{{2}}(\.\d{{2}})?')"
CODE_SAYS = "is a Kemendagri code with its dot"
CODE_REMEDY = (
    "Write the code as text: 51 is Bali, 51.03 is Badung; a spreadsheet turns 53.10 into 53.1 unless the cell is text."
)


def region_code(
    name: str = "region_code", about: str = "", *, required: bool = True, refers: str | None = "region"
) -> Column:
    """A column that holds a region's code: checked for its form and against the list of regions."""
    return Column(
        name,
        about or "Region, Kemendagri code with its dot (51.03), as text",
        required=required,
        check=REGION_CODE.format(name),
        says=CODE_SAYS,
        remedy=CODE_REMEDY,
        refers=refers,
    )


REGION = Table(
    name="region",
    file="regions.csv",
    about="""The nation, the Kanwil, 38 provinces and 514 regencies and cities. BPS and Kemendagri codes clash (BPS 91
    is Papua Barat, Kemendagri 91 is Papua): never join on bare digits. KW-BANUSPA is a grouping by kanwil_code and
    never an addend of ID. Outside Banuspa only codes, names and parents are held. The tile grids are ours.""",
    key=("region_code",),
    columns=(
        region_code(refers=None),
        Column("bps_code", "Code of the statistics office today"),
        Column("bps_code_2020", "Code of the statistics office before the Papua split of 2022"),
        Column("name", "Full name", required=True),
        Column(
            "level",
            "Administrative level",
            required=True,
            allowed=("national", "kanwil", "province", "regency"),
        ),
        Column("kind", "negara, kantor wilayah, provinsi, kabupaten or kota", required=True),
        region_code(
            "parent_code",
            "The region this one is a part of: province of a regency, ID of a province",
            required=False,
        ),
        region_code("kanwil_code", "The regional office that serves it", required=False),
        Column("capital", "Seat of government"),
        Column(
            "latitude",
            "Centroid",
            NUMBER,
            "degrees",
            check="latitude between -12 and 7",
            says="lies in Indonesia",
        ),
        Column(
            "longitude",
            "Centroid",
            NUMBER,
            "degrees",
            check="longitude between 94 and 142",
            says="lies in Indonesia",
        ),
        Column(
            "population_2024",
            "Residents, December 2024",
            WHOLE,
            "people",
            check="population_2024 > 0",
            says="is above zero",
        ),
        Column("tile_label", "Three letters for a small tile"),
        Column("tile_col", "Column on the national grid (provinces) or the Banuspa grid (regencies)", WHOLE),
        Column("tile_row", "Row on that grid, from the top", WHOLE),
        Column("block", "The regency's own block of tiles, with room for values"),
        Column("block_col", "Column in the block", WHOLE),
        Column("block_row", "Row in the block, from the top", WHOLE),
        Column("valid_from", "First day the region existed, where it is new", DATE),
        Column("note", "Remark"),
    ),
    rules=(
        Rule(
            "parent_code",
            "level not in ('province', 'regency') or parent_code is not null",
            "names the region it is a part of",
            "Give a province the parent ID and a regency the code of its province.",
        ),
        Rule(
            "parent_code",
            "level <> 'regency' or parent_code = left(region_code, 2)",
            "is the province that its own code begins with",
            "51.03 lies in 51.",
        ),
    ),
)

OFFICE = Table(
    name="office",
    file="offices.csv",
    about="""Branch offices met in the figures and the regencies they serve, where known. An office is not a region and
    is never ranked with regions: Bali Denpasar serves five regencies.""",
    key=("office_id",),
    columns=(
        Column("office_id", "Our own code of the office", required=True),
        Column("name", "Name as used by the office", required=True),
        region_code("kanwil_code", "The regional office above it"),
        Column("serves", "Codes of the regions it serves, joined by semicolons; empty where not found"),
        Column("certainty", "Whether a source states this or we infer it", required=True),
    ),
)

ADJACENCY = Table(
    name="adjacency",
    file="adjacency.csv",
    about="""Pairs of Banuspa regencies that share a land border, with its length. Derived from the BPS village outlines
    of 2020 as distributed by OCHA (CC BY-IGO).""",
    key=("code_a", "code_b"),
    columns=(
        region_code("code_a", "One region"),
        region_code("code_b", "Its neighbour"),
        Column(
            "border_km",
            "Length of the shared border",
            NUMBER,
            "km",
            True,
            check="border_km > 0",
            says="is above zero",
        ),
    ),
    rules=(
        Rule(
            "code_b",
            "code_a < code_b",
            "comes after code_a, so that a pair stands once",
            "Put the smaller code first.",
        ),
    ),
)

BOUNDARY_PARTS = Table(
    name="boundary_parts",
    file="boundary_parts.csv",
    about="""What a province was made of before a split, in regions of today. The one explicit bridge over the Papua
    split: a sum over all parts may be set against the old province, a part alone never.""",
    key=("region_code", "boundary", "part_code"),
    columns=(
        region_code(),
        Column("boundary", "Boundary vintage", required=True, allowed=("before-2022-split",)),
        region_code("part_code", "A region of today that lay inside"),
        Column("source_id", "Where this is published", required=True, refers="source"),
        Column("note", "Remark"),
    ),
)

REGION_GROUP = Table(
    name="region_group",
    file="region_groups.csv",
    about="""Named groups of regions that cannot be computed from codes, kinds or borders; one row a member. A group
    without a source is the product's own list: it is shown as such, never as an official grouping.""",
    key=("group_id", "region_code"),
    columns=(
        Column("group_id", "Our own code of the group", required=True),
        region_code("region_code", "A region of the group"),
        Column("label_id", "Name of the group in Bahasa Indonesia", required=True),
        Column("label_en", "Name of the group in English", required=True),
        Column("kind", "What the members have in common", required=True, allowed=("metropolitan", "tourism")),
        Column("source_id", "Where the group is published; empty for the product's own list", refers="source"),
        Column("note", "Where the list comes from, remark or doubt"),
    ),
    rules=(
        Rule(
            "note",
            "source_id is not null or note is not null",
            "says where the list comes from where no source is named",
            "Name the source, or write that it is the product's own list.",
        ),
    ),
)
