import json

from django.core.management import call_command


def test_look_tells_where_personal_data_stands(capsys):
    call_command("look", "Gọi 0912 345 678 gặp ông Bình", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "personal": [{"start": 4, "end": 16, "sort": "phone"}, {"start": 25, "end": 29, "sort": "name"}],
        "masked": "Gọi [đã che số điện thoại] gặp ông [đã che tên người]",
        "kind": "feedback",
        "words": [],
        "danger": [],
    }


def test_look_tells_what_is_asked_for_and_whom_to_call(capsys):
    call_command("look", "Đang cháy ở hẻm 12", "--json")
    assert json.loads(capsys.readouterr().out)["danger"] == [
        {"number": "114", "words": [{"start": 0, "end": 9, "text": "Đang cháy"}]}
    ]
    call_command("look", "Xin bản sao quyết định phê duyệt quy hoạch", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["words"][0]) == ("information", {"start": 0, "end": 3, "text": "Xin"})


def test_look_speaks_vietnamese_to_a_person(capsys):
    call_command("look", "Xe 59-X1 234.56")
    assert capsys.readouterr().out == (
        "Loại đề xuất: Phản ánh (chưa chắc).\n"
        "01 chỗ giống thông tin cá nhân:\n- biển số xe: 59-X1 234.56\nSau khi che:\nXe [đã che biển số xe]\n"
    )
    call_command("look", "Đèn đường hỏng")
    assert capsys.readouterr().out == (
        "Loại đề xuất: Phản ánh (chưa chắc), vì các chữ «hỏng».\nKhông thấy chỗ nào giống thông tin cá nhân.\n"
    )
