"""A place for a signature in the structure of a tagged PDF (PDF/UA-1, 7.18.4): without it a screen reader passes by."""

from __future__ import annotations

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, TextStringObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import enumerate_sig_fields


def tag(writer: IncrementalPdfFileWriter, field_name: str, page: int, title: str) -> None:
    """Tie the field to the end of the document's structure; a document without tags stays without."""
    if "/StructTreeRoot" not in writer.root:
        return
    tree = writer.root["/StructTreeRoot"]
    if not {"/K", "/ParentTree", "/ParentTreeNextKey"} <= set(tree) or "/Nums" not in tree["/ParentTree"]:
        return
    tops = tree["/K"]
    parent = tops[0] if isinstance(tops, ArrayObject) else tops
    if not isinstance(parent["/K"], ArrayObject):
        return
    ((_, _, field_ref),) = enumerate_sig_fields(writer, with_name=field_name)
    page_ref = writer.find_page_for_modification(page)[0]
    number = NumberObject(int(tree["/ParentTreeNextKey"]))
    element = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): tops.raw_get(0) if isinstance(tops, ArrayObject) else tree.raw_get("/K"),
            pdf_name("/Pg"): page_ref,
            pdf_name("/Alt"): TextStringObject(title),
            pdf_name("/K"): DictionaryObject(
                {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field_ref, pdf_name("/Pg"): page_ref}
            ),
        }
    )
    element_ref = writer.add_object(element)
    parent["/K"].append(element_ref)
    writer.update_container(parent["/K"])
    tree["/ParentTree"]["/Nums"].extend([number, element_ref])
    writer.update_container(tree["/ParentTree"]["/Nums"])
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(number + 1)
    writer.update_container(tree)
    field = field_ref.get_object()
    field[pdf_name("/StructParent")] = number
    writer.update_container(field)
