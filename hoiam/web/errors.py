"""When something goes wrong: pages in plain words, and reports that hold nothing about the person."""

from __future__ import annotations

from collections.abc import ItemsView
from types import FrameType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

_HARMLESS = ("REQUEST_METHOD", "PATH_INFO", "SERVER_PROTOCOL", "CONTENT_TYPE", "CONTENT_LENGTH")


class NothingPersonal(SafeExceptionReporterFilter):
    """Leaves out of an error report: bodies, cookies, addresses of devices, the values of variables."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002
        return True

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        if request is None:
            return {}
        return {name: request.META[name] for name in _HARMLESS if name in request.META}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> ItemsView[str, Any]:  # noqa: ARG002
        return dict[str, Any]().items()


class QuietReporter(ExceptionReporter):
    """Django's report without the query string, the names of files and the person signed in."""

    def get_traceback_data(self) -> dict[str, Any]:
        data = super().get_traceback_data()
        data.update(request_GET_items=[], request_FILES_items=[], user_str="", request_insecure_uri="")
        return data


def _page(
    request: HttpRequest, status: int, title: str, sentences: list[str], *, go_back: bool = False
) -> HttpResponse:
    # Rendered without the request: an error page must not fail on what has just failed.
    context = {
        "office": getattr(request, "office", None),
        "title": title,
        "sentences": sentences,
        "go_back": go_back,
    }
    return HttpResponse(render_to_string("web/error.html", context), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    sentences = ["Máy chủ không đọc được yêu cầu này. Địa chỉ có thể bị gõ sai, hoặc tệp gửi kèm quá lớn."]
    return _page(request, 400, "Yêu cầu chưa đúng", sentences, go_back=True)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = str(exception) or "Trang này chỉ dành cho người được giao quyền xem."
    return _page(request, 403, "Bạn chưa được xem trang này", [reason])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    sentences = [
        "Địa chỉ có thể bị gõ thiếu hoặc gõ nhầm một chữ số.",
        "Nếu bạn có số hồ sơ, hãy nhập số đó ở trang Theo dõi.",
    ]
    return _page(request, 404, "Không tìm thấy trang này", sentences)


def server_error(request: HttpRequest) -> HttpResponse:
    sentences = [
        "Lỗi này là của hệ thống, không phải của bạn; người quản trị sẽ thấy lỗi trong nhật ký chạy.",
        "Nếu bạn vừa viết nội dung, hãy bấm nút Quay lại của trình duyệt: phần đã viết thường vẫn còn. "
        "Chép lại phần đó trước khi thử lần nữa.",
    ]
    return _page(request, 500, "Hệ thống gặp lỗi", sentences, go_back=True)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form's token was too old or missing. Nothing was taken in; the text is still in the browser."""
    sentences = [
        "Trang này mở đã lâu hoặc trình duyệt đang chặn cookie, nên nội dung chưa được gửi đi.",
        "Phần bạn đã viết chưa mất: bấm nút Quay lại của trình duyệt, chép phần đã viết, tải lại trang rồi gửi lại.",
    ]
    return _page(request, 403, "Nội dung chưa được gửi", sentences, go_back=True)
