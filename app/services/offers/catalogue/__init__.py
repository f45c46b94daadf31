"""The product catalogue: read from a workbook, checked row by row, kept with its versions, written back."""

from app.services.offers.catalogue.editing import check, restore, save, values_of
from app.services.offers.catalogue.import_kind import GOODS, SAMPLE, load_sample
from app.services.offers.catalogue.keeping import bring_back, withdraw
from app.services.offers.catalogue.reading import ProductRow, listing, products, sells_goods, sells_only_goods
from app.services.offers.catalogue.versions import VersionRow, history
from app.services.offers.catalogue.wording import category_of, say_category, say_pay, say_term
from app.services.offers.catalogue.workbook import Catalogue, read_catalogue, read_file
from app.services.offers.catalogue.writing import export_file

__all__ = [
    "GOODS",
    "SAMPLE",
    "Catalogue",
    "ProductRow",
    "VersionRow",
    "bring_back",
    "category_of",
    "check",
    "export_file",
    "history",
    "listing",
    "load_sample",
    "products",
    "read_catalogue",
    "read_file",
    "restore",
    "save",
    "say_category",
    "say_pay",
    "say_term",
    "sells_goods",
    "sells_only_goods",
    "values_of",
    "withdraw",
]
