#include "ui/operations/reason_label.h"
#include "ui/overview/held_up_card.h"

#include <QTest>

using namespace slipway;
using namespace Qt::StringLiterals;

namespace {

Instance failed(qint64 id, const QString &reason)
{
    Instance made;
    made.id = InstanceId(id);
    made.nodeName = u"clean"_s;
    made.state = InstanceState::Failure;
    made.reason = reason;
    return made;
}

} // namespace

class TestHeldUpCard : public QObject
{
    Q_OBJECT

private slots:
    void hasALineForEachReasonThatThereIs();
};

void TestHeldUpCard::hasALineForEachReasonThatThereIs()
{
    HeldUpCard card(nullptr);
    card.show({failed(1, u"exit code 1"_s), failed(2, {})}, QTimeZone::utc());
    QVERIFY(card.findChild<QWidget *>(u"heldUp2"_s));
    const auto lines = card.findChildren<ReasonLabel *>();
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.first()->reason(), u"exit code 1"_s);
}

QTEST_MAIN(TestHeldUpCard)
#include "tst_held_up_card.moc"
