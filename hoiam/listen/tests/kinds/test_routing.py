"""Which topic, area and unit are proposed, and by which words."""

import tomllib
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from hoiam.answer.founding import acts as founding_acts
from hoiam.listen.kinds.routing import default_words, propose_area, propose_lead, propose_topic
from hoiam.listen.models import Concerned
from hoiam.office.models import Area, Topic
from hoiam.office.topics import set_routing_words
from hoiam.testing import Ward, at, hoa_writes, ward

pytestmark = pytest.mark.django_db
NOW = at("2026-11-16 08:30")  # thứ Hai


@pytest.fixture
def w() -> Ward:
    w = ward()
    founding_acts.found_desk(w.office, at=NOW)
    for slug, (words, _lead, along) in tomllib.loads(
        Path(founding_acts.__file__).with_name("founding.toml").read_text("utf-8")
    )["topics"].items():
        Topic.objects.get_or_create(office=w.office, slug=slug, defaults={"words": words, "along": along})
    return w


def test_every_shipped_topic_has_words():
    topics = tomllib.loads(Path(founding_acts.__file__).with_name("founding.toml").read_text("utf-8"))["topics"]
    assert [slug for slug in topics if not default_words(slug)] == ["khac"]


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("rac-thai", "Rác đầu hẻm 45 ba ngày nay không ai thu"),
        ("rac-thai", "rac dau hem 45 khong ai hot rac"),
        ("thoat-nuoc-ngap", "Cái cống chỗ tiệm sửa xe nghẹt, mưa xuống là ngập nước"),
        ("duong-via-he", "Ổ gà to tướng trước cổng, té xe hoài"),
        ("chieu-sang", "đèn đường tổ 7 tắt hai tuần rồi, tối thui"),
        ("dien", "Cả xóm bị cúp điện liên tục"),
        ("nuoc-sach", "Nước máy đục ngầu cả tuần nay"),
        ("cay-xanh", "Cây phượng nghiêng hẳn ra đường, sắp đổ"),
        ("lan-chiem", "Quán bày bàn ghế chiếm vỉa hè"),
        ("xay-dung", "Nhà số 12 đang xây thêm tầng, sai phép"),
        ("dat-dai-thu-tuc", "Hồ sơ tách thửa làm sổ đỏ nộp từ tháng 8"),
        ("thu-hoi-boi-thuong", "Phương án bồi thường, tái định cư khi thu hồi đất"),
        ("quy-hoach", "Xin xem bản đồ quy hoạch khu dân cư"),
        ("o-nhiem", "Nhà máy xả khói đen, mùi khét"),
        ("tieng-on", "Hàng xóm hát karaoke tới 1 giờ sáng"),
        ("an-ninh-trat-tu", "Hôm qua trộm vào lấy mất xe máy"),
        ("giao-thong", "Xin làm gờ giảm tốc và vạch sơn qua đường"),
        ("thien-tai", "Đất đồi đang sạt lở"),
        ("nong-nghiep", "Trạm bơm không chạy, lúa khô hết"),
        ("kinh-doanh-cho", "Tiểu thương xin giảm tiền thuê sạp hàng"),
        ("an-toan-thuc-pham", "Bếp ăn dùng thịt ôi thiu"),
        ("y-te-dich-benh", "Trạm y tế tiêm chủng ngày nào"),
        ("bhyt-bhxh", "Đổi nơi khám chữa bệnh ban đầu trên thẻ BHYT"),
        ("ho-ngheo-tro-cap", "Mẹ tôi là người khuyết tật, xin trợ cấp"),
        ("tre-em-bao-luc", "Cháu bé bị cha dượng đánh đập"),
        ("truong-hoc", "Học phí và quỹ lớp năm nay thu cao, phụ huynh không đồng tình"),
        ("van-hoa-le-hoi", "Nhà văn hóa khóa cửa suốt, không tập thể dục được"),
        ("ho-tich-chung-thuc", "Làm khai sinh cho con cần giấy tờ gì"),
        ("cu-tru-can-cuoc", "Đăng ký tạm trú trên VNeID"),
        ("nghia-vu-quan-su", "Con tôi được gọi khám tuyển nghĩa vụ quân sự"),
        ("ho-so-thai-do", "Cán bộ một cửa thái độ hách dịch"),
        ("ngan-sach-dong-gop", "Các khoản thu chi, tiền quỹ của thôn"),
    ],
)
def test_words_name_the_topic(w, slug, text):
    assert propose_topic(text, "", w.office)[0].topic.slug == slug


@pytest.mark.parametrize("name", ["topics", "topics_later"])
def test_letters_as_they_come_find_their_topic(w, name):
    rows = tomllib.loads((Path(__file__).with_name("data") / f"{name}.toml").read_text("utf-8"))["said"]
    first = [(slug, [guess.topic.slug for guess in propose_topic(text, "", w.office)][:1]) for slug, text in rows]
    assert sum(found == [slug] for slug, found in first) / len(rows) >= 0.9


def test_the_place_says_where_and_not_what(w):
    assert propose_topic("Đèn đường tắt", "đối diện chợ", w.office)[0].topic.slug == "chieu-sang"


def test_an_office_adds_words_that_are_published_with_who_added_them(w):
    assert propose_topic("Bãi chông chà lấp lối ghe", "", w.office) == []
    set_routing_words(w.topic, ["chông chà"], by=w.admin, at=NOW)
    assert propose_topic("Bãi chông chà lấp lối ghe", "", w.office)[0].topic == w.topic
    page = Client().get("/co-quan").content.decode()
    assert "«chông chà»" in page
    assert w.topic.routing_words[0]["by"] in page


@pytest.mark.parametrize("phrase", ["ông Nguyễn Văn Bình", "0912 345 678", "<script>", "a"])
def test_words_name_no_person(w, phrase):
    with pytest.raises(ValidationError):
        set_routing_words(w.topic, [phrase], by=w.admin, at=NOW)


def test_only_the_administrator_says_by_which_words(w):
    with pytest.raises(PermissionDenied):
        set_routing_words(w.topic, ["ống nước"], by=w.nam, at=NOW)


@pytest.mark.parametrize(
    ("text", "place"),
    [("Rác ở tổ 3", ""), ("rac o to 03", ""), ("Rác", "TDP 3, gần chợ"), ("Rác ở khu phố Đồng Tâm", "")],
)
def test_an_area_is_found_by_its_number_its_short_name_and_its_old_name(w, text, place):
    Area.objects.create(office=w.office, name="30")
    found = propose_area(text, place, w.office)
    assert found is not None
    assert found.area == w.area


def test_two_areas_in_a_text_are_for_a_person_to_choose_from(w):
    Area.objects.create(office=w.office, name="4")
    assert propose_area("Đường nối tổ 3 với tổ 4 ngập", "", w.office) is None


def test_how_staff_worked_is_never_proposed_to_those_it_is_about(w):
    message = hoa_writes(w, NOW).message
    message.topic = Topic.objects.get(office=w.office, slug="ho-so-thai-do")
    message.topic.lead = w.vp
    assert propose_lead(message) == w.vp
    Concerned.objects.create(message=message, unit=w.vp, by=w.nam, at=NOW)
    assert propose_lead(message) is None


def test_a_topic_and_an_area_cost_one_query_each(w, django_assert_num_queries):
    with django_assert_num_queries(1):
        propose_topic("Rác ở tổ 3", "", w.office)
    with django_assert_num_queries(1):
        propose_area("Rác ở tổ 3", "", w.office)
