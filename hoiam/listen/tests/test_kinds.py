from hoiam.listen.kinds import danger, propose


def test_a_word_that_is_denied_is_no_sign():
    assert propose("Tôi không tố cáo ai, chỉ phản ánh đường tối quá").kind == "feedback"
    assert propose("Đây không phải đơn khiếu nại: rác ở tổ 3 không ai thu gom").kind == "feedback"


def test_the_words_that_led_to_it_are_shown_where_they_stand():
    proposal = propose("Nhà bên cạnh lấn ranh đất nhà tôi 20 cm")
    assert (proposal.kind, [word.text for word in proposal.words]) == ("mediation", ["Nhà bên cạnh", "lấn ranh đất"])
    assert proposal.words[0].start == 0


def test_danger_tells_whose_number_comes_first():
    assert [(one.number, one.words[0].text) for one in danger("Khẩn, đang cháy ở hẻm 12")] == [("114", "đang cháy")]
