"""The people at the demo desk; the people whom its article quotes."""

from annotations.demo.notation import Colleague, Speaker

ANA = Colleague("Ana Neves", "ana@demo.example", "analyst")
TOMAS = Colleague("Tomás Rivas", "tomas@demo.example", "analyst")
ROSA = Colleague("Rosa Oduya", "rosa@demo.example", "editor")
INES = Colleague("Ines Falk", "ines@demo.example", "admin")
VIKTOR = Colleague("Viktor Lund", "viktor@demo.example", "viewer")
DESK = (ANA, TOMAS, ROSA, INES, VIKTOR)

LIBRARIES = Speaker("Larkmouth Libraries", "the city’s library service")
QURESHI = Speaker("Nadia Qureshi", "head of Larkmouth Libraries")
TREASURER = Speaker("The city treasurer", "Larkmouth City Council")
