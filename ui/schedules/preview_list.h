#pragma once

#include "ui/schedules/preview_line.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace slipway {

// Preview lines on a sunken ground: lead, text, and the remark at the right. Text can be selected and copied.
class PreviewList : public QWidget
{
    Q_OBJECT

public:
    enum class Font { Text, Code };

    explicit PreviewList(const QString &objectName, Font font = Font::Text, QWidget *parent = nullptr);

    void setLines(const QList<PreviewLine> &lines);
    // Under the lines, behind a hairline.
    void setFurther(const QString &title, const QList<PreviewLine> &lines);
    // All that is shown, a line each.
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *lead;
        QLabel *text;
        QLabel *note;
    };
    void update();
    Row &rowAt(qsizetype index);
    void fill(Row &row, const PreviewLine &line);
    void dress();

    Font m_font;
    QList<PreviewLine> m_lines;
    QList<PreviewLine> m_further;
    QString m_furtherTitle;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    bool m_dressing = false;
};

} // namespace slipway
