import json

from django.core.management import call_command


def test_look_tells_where_personal_data_stands(capsys):
    call_command("look", "Gọi 0912 345 678 gặp ông Bình", "--json")
    assert json.loads(capsys.readouterr().out) == {
        "personal": [{"start": 4, "end": 16, "sort": "phone"}, {"start": 25, "end": 29, "sort": "name"}],
        "masked": "Gọi [đã che số điện thoại] gặp ông [đã che tên người]",
    }


def test_look_speaks_vietnamese_to_a_person(capsys):
    call_command("look", "Xe 59-X1 234.56")
    assert capsys.readouterr().out == (
        "01 chỗ giống thông tin cá nhân:\n- biển số xe: 59-X1 234.56\nSau khi che:\nXe [đã che biển số xe]\n"
    )
    call_command("look", "Đèn đường hỏng")
    assert capsys.readouterr().out == "Không thấy chỗ nào giống thông tin cá nhân.\n"
