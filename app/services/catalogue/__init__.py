"""The product catalogue: read from a workbook, checked row by row, kept in the store, written back."""

from app.services.catalogue.importing import GOODS, SAMPLE, import_file, load_sample
from app.services.catalogue.keeping import ProductRow, listing, products, withdraw
from app.services.catalogue.workbook import Catalogue, read_catalogue, read_file
from app.services.catalogue.writing import export_file

__all__ = [
    "GOODS",
    "SAMPLE",
    "Catalogue",
    "ProductRow",
    "export_file",
    "import_file",
    "listing",
    "load_sample",
    "products",
    "read_catalogue",
    "read_file",
    "withdraw",
]
