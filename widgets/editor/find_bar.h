#pragma once

#include <QWidget>

class QLineEdit;

namespace slipway {

// One line under an editor: what to find, previous, next. Escape closes it.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    void open(const QString &text);

signals:
    void findRequested(const QString &text, bool forwards);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void find(bool forwards);
    void closeBar();

    QLineEdit *m_text;
};

} // namespace slipway
